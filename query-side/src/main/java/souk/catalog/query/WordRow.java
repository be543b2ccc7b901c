package souk.catalog.query;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import souk.platform.query.Shared;

import java.util.List;

/** A word that some title or brand has. */
@Entity
@Shared
@Table(schema = "catalog_view", name = "word")
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
