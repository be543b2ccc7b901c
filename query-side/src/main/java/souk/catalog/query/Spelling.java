package souk.catalog.query;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes a text search query of what somebody typed. A word that begins none of those we know is
 * taken for whichever of them are nearest.
 */
@Component
class Spelling {

    private static final int MOST_WORDS = 8;
    private static final int MOST_CORRECTIONS = 5;
    private static final int CANDIDATES = 60;

    private final JdbcClient database;

    Spelling(JdbcClient database) {
        this.database = database;
    }

    /** None where there is no word in the text. */
    Optional<String> queryFor(String text) {
        List<String> words = Words.of(text);
        List<String> telling = words.stream().filter(word -> word.length() > 1).toList();
        List<String> asked =
                (telling.isEmpty() ? words : telling).stream().limit(MOST_WORDS).toList();
        return asked.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(" & ", asked.stream().map(this::meant).toList()));
    }

    private String meant(String word) {
        List<String> meanings = new ArrayList<>();
        meanings.add(beginning(word));
        if (!isKnown(word)) {
            corrections(word).forEach(correction -> meanings.add(beginning(correction)));
        }
        return "(" + String.join(" | ", meanings) + ")";
    }

    // words consist of letters, marks and digits
    private static String beginning(String word) {
        return "'" + word + "':*";
    }

    private boolean isKnown(String word) {
        return database.sql("select exists (select from catalog_view.word where word ^@ :word)")
                .param("word", word)
                .query(Boolean.class)
                .single();
    }

    private List<String> corrections(String word) {
        int most = toleranceOf(word);
        if (most == 0) {
            return List.of();
        }
        record Near(String word, int distance) {}
        List<Near> near =
                candidates(word).stream()
                        .map(it -> new Near(it, Words.distance(word, it)))
                        .filter(it -> it.distance <= most)
                        .sorted(Comparator.comparingInt(Near::distance))
                        .toList();
        return near.stream()
                .filter(it -> it.distance == near.getFirst().distance)
                .limit(MOST_CORRECTIONS)
                .map(Near::word)
                .toList();
    }

    private List<String> candidates(String word) {
        return database.sql(
                        """
                        select word
                          from catalog_view.word, lateral (
                               select count(*) as shared from unnest(trigrams) as t
                                where t = any (cast(:trigrams as text[]))) s
                         where trigrams && cast(:trigrams as text[]) and length(word) between :from and :to
                         order by shared desc, word
                         limit :most
                        """)
                .param("trigrams", Words.trigramsOf(word).toArray(String[]::new))
                .param("from", word.length() - 2)
                .param("to", word.length() + 2)
                .param("most", CANDIDATES)
                .query(String.class)
                .list();
    }

    private static int toleranceOf(String word) {
        return word.length() < 3 ? 0 : word.length() < 6 ? 1 : 2;
    }
}
