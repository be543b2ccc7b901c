package souk.catalog.query;

import souk.kernel.PlainText;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Texts as search sees them: folded words, and words as trigrams. */
final class Words {

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");
    private static final String ARTICLE = "ال";
    private static final int LONGEST = 40;

    private Words() {}

    /** Each once, in the order in which they come up. */
    static List<String> of(String... texts) {
        Set<String> words = new LinkedHashSet<>();
        for (String text : texts) {
            for (String word : BETWEEN.split(PlainText.folded(text))) {
                if (!word.isEmpty()) {
                    words.add(withoutArticle(shortened(word, LONGEST)));
                }
            }
        }
        return List.copyOf(words);
    }

    /** All sequences of three, of the word with two blanks before and one behind it. */
    static List<String> trigramsOf(String word) {
        int[] padded = ("  " + word + " ").codePoints().toArray();
        Set<String> trigrams = new LinkedHashSet<>();
        for (int i = 0; i + 3 <= padded.length; i++) {
            trigrams.add(new String(padded, i, 3));
        }
        return new ArrayList<>(trigrams);
    }

    /** How many letters to change, drop, insert or swap to make one word the other. */
    static int distance(String one, String other) {
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                int best = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                boolean swapped =
                        i > 1
                                && j > 1
                                && one.charAt(i - 1) == other.charAt(j - 2)
                                && one.charAt(i - 2) == other.charAt(j - 1);
                row[j] = swapped ? Math.min(best, beforeLast[j - 2] + 1) : best;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[other.length()];
    }

    /** No more than so much of it, and no half characters. */
    static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(
                0, Character.isLowSurrogate(text.charAt(longest)) ? longest - 1 : longest);
    }

    // "the mug" is looked for as "mug", and the other way round
    private static String withoutArticle(String word) {
        return word.length() > 4 && word.startsWith(ARTICLE)
                ? word.substring(ARTICLE.length())
                : word;
    }
}
