package souk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import souk.kernel.Secret;
import souk.platform.store.PublishedNames;

import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;

/** The hash of an event is told before its secrets are: nobody may find them by trying. */
class SaltedSecretsTest {

    static Stream<Class<?>> withSecrets() {
        return PublishedNames.in("souk").classes().stream()
                .filter(Class::isRecord)
                .filter(type -> secrets(type).findAny().isPresent())
                .map(type -> type);
    }

    private static Stream<RecordComponent> secrets(Class<?> event) {
        return Stream.of(event.getRecordComponents())
                .filter(it -> it.isAnnotationPresent(Secret.class))
                .filter(it -> !it.getAnnotation(Secret.class).always());
    }

    @ParameterizedTest
    @MethodSource("withSecrets")
    void there_is_something_beside_them_that_cannot_be_guessed(Class<?> event) {
        assertThat(secrets(event).map(RecordComponent::getName)).contains("salt");
    }
}
