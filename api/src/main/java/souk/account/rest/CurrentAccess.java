package souk.account.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.account.Access;
import souk.account.AccountId;
import souk.account.AccountQuery.FindAccess;
import souk.platform.rest.Queries;

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
    private final AtomicReference<@Nullable Cache<AccountId, Access>> cache =
            new AtomicReference<>();

    CurrentAccess(Queries queries) {
        this.queries = queries;
    }

    Access of(AccountId account) {
        Cache<AccountId, Access> known = cache.get();
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
        cache.set(Caffeine.newBuilder().maximumSize(REMEMBERED).build());
    }

    void stopRemembering() {
        cache.set(null);
    }

    void note(TrackedEventMessage<?> event) {
        Cache<AccountId, Access> known = cache.get();
        if (known != null
                && event instanceof DomainEventMessage<?> of
                && of.getAggregateIdentifier().startsWith(AccountId.PREFIX)) {
            // waits for a load that is under way, which may not have seen this event
            known.asMap().remove(new AccountId(of.getAggregateIdentifier()));
        }
    }
}
