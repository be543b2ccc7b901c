package souk.platform.store;

import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;

/** Commands by way of Axon Server; who sends one learns as a refusal that nobody can be reached. */
class ServerCommandBus extends AxonServerCommandBus {

    ServerCommandBus(Builder builder) {
        super(builder);
    }

    @Override
    public <C, R> void dispatch(
            CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        super.<C, R>dispatch(
                command, (sent, answer) -> callback.onResult(sent, ServerCommandBus.told(answer)));
    }

    private static <R> CommandResultMessage<? extends R> told(
            CommandResultMessage<? extends R> answer) {
        if (!answer.isExceptional()) {
            return answer;
        }
        return Unreachable.in(answer.exceptionResult(), "the command side")
                .<CommandResultMessage<? extends R>>map(
                        GenericCommandResultMessage::asCommandResultMessage)
                .orElse(answer);
    }
}
