package souk.catalog.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import souk.platform.query.QueryNodeTest;
import souk.platform.query.Table;
import souk.platform.query.Tables;

/** Words are learnt by whoever meets them, and several may at a time. */
@QueryNodeTest
class WordRowTest {

    @Autowired Tables tables;
    @Autowired PlatformTransactionManager transactions;

    private void learn(Table<WordRow, String> words, String word, Runnable meanwhile) {
        var segment = new TransactionTemplate(transactions);
        segment.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        segment.executeWithoutResult(
                _ -> {
                    assertThat(words.find(word)).isEmpty();
                    words.insert(new WordRow(word));
                    meanwhile.run();
                });
    }

    @Test
    void two_segments_learn_one_word_at_a_time() {
        Table<WordRow, String> words = tables.of(WordRow.class, String.class);

        learn(words, "qanun", () -> learn(words, "qanun", () -> {}));

        assertThat(words.find("qanun").orElseThrow().trigrams).isEqualTo(Words.trigramsOf("qanun"));
    }
}
