package souk.audit.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.account.rest.Looks;
import souk.audit.Access;
import souk.audit.AccessId;
import souk.audit.AuditCommand.RecordAccess;
import souk.platform.rest.Commands;
import souk.platform.rest.call.Call;
import souk.platform.rest.call.Mint;

/** Keeps who looks at what, before he sees it. */
@Component
class Accesses implements Looks {

    private final Commands commands;
    private final Mint mint;

    Accesses(Commands commands, Mint mint) {
        this.commands = commands;
        this.mint = mint;
    }

    @Override
    public void record(String target, @Nullable String detail) {
        record(new Access(Access.Kind.SHOWN, target, detail, true, null));
    }

    /** Whatever can't be recorded must not be shown: then the request fails. */
    AccessId record(Access access) {
        // a version that the request names is that of what it looks at, not of the look
        Call.current().hasHit();
        var id = new AccessId(mint.id(AccessId.PREFIX));
        commands.send(new RecordAccess(id, access), AccessId.class);
        return id;
    }
}
