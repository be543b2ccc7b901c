package souk.catalog.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import souk.platform.query.QueryNodeTest;
import souk.platform.query.Table;
import souk.platform.query.Tables;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Words are learnt by whoever meets them, and several may at a time. */
@QueryNodeTest
class WordRowTest {

    @Autowired Tables tables;
    @Autowired PlatformTransactionManager transactions;
    @Autowired JdbcTemplate jdbc;

    private void learn(Table<WordRow, String> words, String word, Runnable meanwhile) {
        var segment = new TransactionTemplate(transactions);
        segment.executeWithoutResult(
                _ ->
                        DefaultUnitOfWork.startAndGet(GenericMessage.asMessage(word))
                                .execute(
                                        () -> {
                                            assertThat(words.find(word)).isEmpty();
                                            words.insert(new WordRow(word));
                                            meanwhile.run();
                                        }));
    }

    @Test
    void two_segments_learn_one_word_at_a_time() {
        Table<WordRow, String> words = tables.of(WordRow.class, String.class);

        learn(
                words,
                "qanun",
                () ->
                        CompletableFuture.runAsync(() -> learn(words, "qanun", () -> {}))
                                .orTimeout(30, TimeUnit.SECONDS)
                                .join());

        assertThat(
                        jdbc.queryForList(
                                "select unnest(trigrams) from catalog_view.word"
                                        + " where word = 'qanun'",
                                String.class))
                .containsExactlyElementsOf(Words.trigramsOf("qanun"));
    }
}
