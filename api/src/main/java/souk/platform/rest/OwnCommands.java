package souk.platform.rest;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

import souk.kernel.MessageKeys;

import java.time.Duration;
import java.util.Map;

/** Sends commands that no request waits for: it is us who act. */
@Component
public class OwnCommands {

    private static final String SYSTEM = "system";

    private final SingletonSupplier<CommandGateway> gateway;
    private final Duration patience;

    OwnCommands(
            ObjectProvider<CommandGateway> gateway,
            @Value("${souk.http.command-timeout}") Duration patience) {
        this.gateway = SingletonSupplier.of(gateway::getObject);
        this.patience = patience;
    }

    /**
     * Returns when it has been carried out, or throws what its handler refused it with.
     *
     * @param cause what started it all
     */
    public void send(Object command, String cause) {
        Map<String, String> metadata =
                Map.of(
                        MessageKeys.ACTOR,
                        SYSTEM,
                        MessageKeys.ROLE,
                        SYSTEM,
                        MessageKeys.CORRELATION_ID,
                        cause);
        Patience.await(
                patience,
                () -> gateway.obtain().send(new GenericCommandMessage<>(command, metadata)));
    }
}
