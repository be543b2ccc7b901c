package souk.catalog.query;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.SQLInsert;
import org.hibernate.jdbc.Expectation;

import java.util.List;

/**
 * A word that some title or brand has. The one row that belongs to no stream: segments that learn a
 * word at the same time write the same, so the later one has nothing to do.
 */
@Entity
@Table(schema = "catalog_view", name = "word")
@SQLInsert(
        sql = "insert into catalog_view.word (trigrams, word) values (?, ?) on conflict do nothing",
        verify = Expectation.None.class)
class WordRow {

    @Id String word;
    List<String> trigrams;

    WordRow(String word) {
        this.word = word;
        this.trigrams = Words.trigramsOf(word);
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected WordRow() {}
}
