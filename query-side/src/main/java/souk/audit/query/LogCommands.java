package souk.audit.query;

import org.axonframework.commandhandling.CommandHandler;

import souk.audit.LogCommand.RotateLogKey;
import souk.audit.LogKey;

/** Does what admins decide about the log. */
class LogCommands {

    private final Sealing sealing;

    LogCommands(Sealing sealing) {
        this.sealing = sealing;
    }

    @CommandHandler
    LogKey decide(RotateLogKey command) {
        return sealing.rotate();
    }
}
