package souk.audit.rest;

import org.springframework.stereotype.Component;

import souk.audit.Access;
import souk.audit.AccessId;
import souk.audit.AuditCommand.RecordAccess;
import souk.platform.rest.Commands;
import souk.platform.rest.call.Call;
import souk.platform.rest.call.Mint;

/** Keeps who looks at what, before he sees it. */
@Component
class Accesses {

    private final Commands commands;
    private final Mint mint;

    Accesses(Commands commands, Mint mint) {
        this.commands = commands;
        this.mint = mint;
    }

    /** Whatever can't be recorded must not be shown: then the request fails. */
    void record(Access access) {
        // a version that the request names is that of what it looks at, not of the look
        Call.current().hasHit();
        commands.send(
                new RecordAccess(new AccessId(mint.id(AccessId.PREFIX)), access), AccessId.class);
    }
}
