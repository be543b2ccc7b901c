package souk.platform.query;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The book of letters that were given up: which, by whom and why. */
class DiscardedLetters {

    private final JdbcOperations jdbc;

    DiscardedLetters(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    void enter(Letter letter, String actor, String reason, @Nullable String request) {
        jdbc.update(
                """
                insert into axon.discarded_letter
                    (processing_group, dead_letter_id, sequence_identifier, sequence_index, position,
                     payload_type, cause_type, cause_message, discarded_by, reason, request)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                letter.projection(),
                letter.id(),
                letter.sequence(),
                letter.indexInSequence(),
                letter.position(),
                letter.type(),
                letter.error(),
                letter.errorMessage(),
                actor,
                reason,
                request);
    }

    boolean contains(String projection, String letterId, String request) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject(
                        """
                        select exists (select from axon.discarded_letter
                                        where processing_group = ? and dead_letter_id = ?
                                          and request = ?)
                        """,
                        Boolean.class,
                        projection,
                        letterId,
                        request));
    }
}
