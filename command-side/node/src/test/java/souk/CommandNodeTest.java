package souk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import souk.platform.postgres.TestPostgres;

/** The node starts, and the class path has decided what is in it. */
@SpringBootTest(classes = CommandNode.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class CommandNodeTest {

    @Autowired ApplicationContext context;

    private boolean has(String side) {
        return Arrays.stream(context.getBeanDefinitionNames())
                .map(context::getType)
                .filter(Objects::nonNull)
                .anyMatch(type -> type.getPackageName().equals("souk.platform." + side));
    }

    @Test
    void has_its_own_side_and_no_other() {
        assertThat(has("command")).isTrue();
        assertThat(has("query")).isFalse();
        assertThat(has("rest")).isFalse();
    }
}
