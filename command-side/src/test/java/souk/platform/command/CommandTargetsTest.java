package souk.platform.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.junit.jupiter.api.Test;

class CommandTargetsTest {

    sealed interface Spoken {

        @TargetAggregateIdentifier
        String thing();
    }

    record Start(String thing) implements Spoken {}

    record Stop(@TargetAggregateIdentifier String thing, String reason) {}

    record Whatever(String thing) {}

    private final CommandTargets targets = new CommandTargets();

    private String targetOf(Object command) {
        return targets.resolveTarget(new GenericCommandMessage<>(command)).getIdentifier();
    }

    @Test
    void the_mark_may_be_on_the_interface_of_several_commands() {
        assertThat(targetOf(new Start("one"))).isEqualTo("one");
        assertThat(targetOf(new Start("other"))).isEqualTo("other");
    }

    @Test
    void the_mark_may_be_on_a_component_of_the_command() {
        assertThat(targetOf(new Stop("one", "late"))).isEqualTo("one");
    }

    @Test
    void a_command_without_a_mark_is_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> targetOf(new Whatever("one")))
                .withMessageContaining("Whatever");
    }
}
