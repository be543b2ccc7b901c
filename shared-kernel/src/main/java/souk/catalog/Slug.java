package souk.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import souk.kernel.InvalidValue;
import souk.kernel.PlainText;

import java.util.Set;
import java.util.regex.Pattern;

/** How a product or a category is called in addresses: letters of any script, digits, dashes. */
public record Slug(@JsonValue String value) {

    private static final int LONGEST = 80;
    private static final Pattern FORM =
            Pattern.compile("[\\p{L}\\p{N}\\p{M}]+(-[\\p{L}\\p{N}\\p{M}]+)*");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");
    private static final Pattern ELISION = Pattern.compile("['’]");

    /** Paths beside those of products. */
    private static final Set<String> RESERVED = Set.of("bulk", "suggestions");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Slug {
        if (value.length() > LONGEST
                || !FORM.matcher(value).matches()
                || !value.equals(PlainText.unadorned(value))
                || RESERVED.contains(value)) {
            throw new InvalidValue(
                    "invalid_slug",
                    "must be 1 to "
                            + LONGEST
                            + " lower-case letters without accents, digits and single dashes");
        }
    }

    /** What somebody would call it who reads the title, or the fallback where it has no letters. */
    public static Slug from(String title, String fallback) {
        String words =
                BETWEEN_WORDS
                        .matcher(PlainText.unadorned(ELISION.matcher(title).replaceAll("-")))
                        .replaceAll("-")
                        .replaceAll("^-|-$", "");
        String slug = shortened(words, LONGEST);
        return new Slug(slug.isEmpty() || RESERVED.contains(slug) ? fallback : slug);
    }

    /** The same, told apart from others. */
    public Slug with(String suffix) {
        return new Slug(shortened(value, LONGEST - suffix.length() - 1) + "-" + suffix);
    }

    private static String shortened(String words, int longest) {
        if (words.length() <= longest) {
            return words;
        }
        int end = Character.isLowSurrogate(words.charAt(longest)) ? longest - 1 : longest;
        return words.substring(0, end).replaceAll("-$", "");
    }

    @Override
    public String toString() {
        return value;
    }
}
