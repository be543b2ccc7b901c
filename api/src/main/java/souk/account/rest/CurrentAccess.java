package souk.account.rest;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.account.Access;
import souk.account.AccountId;
import souk.account.AccountQuery.FindAccess;
import souk.platform.rest.Answers;
import souk.platform.rest.Queries;
import souk.platform.rest.events.Happening;

import java.util.concurrent.atomic.AtomicReference;

/**
 * What accounts may do right now. Asked once for each, and forgotten as soon as an event of the
 * account comes by: so a token costs nothing to check, and a change of roles holds at once on all
 * nodes.
 */
@Component
class CurrentAccess {

    private static final long REMEMBERED = 100_000;

    private final Queries queries;

    /**
     * Absent while nobody would tell it of changes. A new one each time, since loads may be late.
     */
    private final AtomicReference<@Nullable Answers<AccountId, Access>> cache =
            new AtomicReference<>();

    CurrentAccess(Queries queries) {
        this.queries = queries;
    }

    Access of(AccountId account) {
        Answers<AccountId, Access> known = cache.get();
        return known == null ? ask(account) : known.get(account, this::ask);
    }

    /** At least as new as the given version, which somebody has seen already. */
    Access of(AccountId account, long version) {
        Access access = of(account);
        return access.version() < version ? ask(account) : access;
    }

    private Access ask(AccountId account) {
        return queries.ask(new FindAccess(account), Access.class);
    }

    void startRemembering() {
        cache.set(new Answers<>(REMEMBERED));
    }

    void stopRemembering() {
        cache.set(null);
    }

    void note(Happening happening) {
        Answers<AccountId, Access> known = cache.get();
        if (known == null) {
            return;
        }
        if (happening.isUnreadable()) {
            startRemembering(); // it may have been about any of them
        }
        for (TrackedEventMessage<?> event : happening.events()) {
            if (event instanceof DomainEventMessage<?> of
                    && of.getAggregateIdentifier().startsWith(AccountId.PREFIX)) {
                known.forget(new AccountId(of.getAggregateIdentifier()));
            }
        }
    }
}
