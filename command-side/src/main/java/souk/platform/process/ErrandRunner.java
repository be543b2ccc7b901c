package souk.platform.process;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;

import souk.platform.command.Apart;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Carries errands out, by way of the bus: in a cluster the right node decides. */
class ErrandRunner {

    private final Supplier<CommandGateway> commands;
    private final ErrandWriting writing;
    private final Duration patience;

    ErrandRunner(Supplier<CommandGateway> commands, ErrandWriting writing, Duration patience) {
        this.commands = commands;
        this.writing = writing;
        this.patience = patience;
    }

    boolean callsOutside(Errand errand) {
        return writing.callsOutside(errand);
    }

    void run(Errand errand) {
        CommandMessage<?> command = writing.command(errand);
        Apart.from(() -> sent(command));
    }

    private Object sent(CommandMessage<?> command) {
        try {
            CommandResultMessage<?> answer =
                    answerTo(command).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.isExceptional()) {
                throw new Failed(answer.exceptionResult());
            }
            return command;
        } catch (ExecutionException failed) {
            throw new Failed(failed);
        } catch (TimeoutException late) {
            throw new Failed(late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Failed(stopped);
        }
    }

    // by a callback: the gateway would log each failure, and we know what to make of it
    private CompletableFuture<CommandResultMessage<?>> answerTo(CommandMessage<?> command) {
        CompletableFuture<CommandResultMessage<?>> answered = new CompletableFuture<>();
        commands.get().send(command, (_, answer) -> answered.complete(answer));
        return answered;
    }

    /** Says no more than its cause. */
    static class Failed extends RuntimeException {
        Failed(Throwable cause) {
            super(cause.toString(), cause);
        }
    }
}
