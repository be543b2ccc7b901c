package souk.account.rest;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import souk.account.AccountCommand;
import souk.kernel.MessageKeys;

import java.util.Map;

/** Sends commands that nobody has asked for over HTTP. */
@Component
class SystemCommands {

    private static final String SYSTEM = "system";

    private final ObjectProvider<CommandGateway> gateway;

    SystemCommands(ObjectProvider<CommandGateway> gateway) {
        this.gateway = gateway;
    }

    /** Returns when it has been carried out. */
    void send(AccountCommand command) {
        gateway.getObject()
                .sendAndWait(
                        new GenericCommandMessage<>(
                                command,
                                Map.of(MessageKeys.ACTOR, SYSTEM, MessageKeys.ROLE, SYSTEM)));
    }
}
