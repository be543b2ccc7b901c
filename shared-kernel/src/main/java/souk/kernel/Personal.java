package souk.kernel;

import java.util.Optional;

/**
 * A value about a person. Stored encrypted with the key of its subject; once that key is erased it
 * reads as {@link Erased}, while the history around it stays intact.
 */
public sealed interface Personal<T> {

    /** Whose value it is: erasing this subject erases it. */
    String subject();

    Optional<T> known();

    static <T> Personal<T> of(String subject, T value) {
        return new Known<>(subject, value);
    }

    record Known<T>(String subject, T value) implements Personal<T> {
        @Override
        public Optional<T> known() {
            return Optional.of(value);
        }

        @Override
        public String toString() {
            return "Personal[" + subject + "]";
        }
    }

    record Erased<T>(String subject) implements Personal<T> {
        @Override
        public Optional<T> known() {
            return Optional.empty();
        }
    }
}
