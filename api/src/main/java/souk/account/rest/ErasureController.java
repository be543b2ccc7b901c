package souk.account.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import souk.account.AccountCommand.EraseAccount;
import souk.account.AccountId;
import souk.account.AccountQuery.FindAccount;
import souk.account.AccountRejection.AccountInUse;
import souk.account.AccountRejection.AccountNotFound;
import souk.account.AccountView;
import souk.account.Role;
import souk.account.Unfinished;
import souk.kernel.EventRecords;
import souk.kernel.Rejected;
import souk.platform.rest.Commands;
import souk.platform.rest.Outcome;
import souk.platform.rest.Queries;
import souk.platform.rest.call.Actor;
import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;

import java.util.List;
import java.util.Optional;

/** Forgetting people: they ask for it themselves, or admins do it for them. */
@RestController
class ErasureController {

    /**
     * @param password of whoever erases himself
     * @param reason of the shop, where it erases somebody
     * @param force whatever is unfinished: admins only
     */
    record Erasure(@Nullable String password, @Nullable String reason, @Nullable Boolean force) {
        static final Erasure PLAIN = new Erasure(null, null, null);

        boolean forced() {
            return Boolean.TRUE.equals(force);
        }

        @Override
        public String toString() {
            return "Erasure"; // not for logs
        }
    }

    /** Something that stays, and why it may. */
    record Kept(String what, String why) {}

    /** What can't be read any more, and what still can. */
    record Erased(AccountId accountId, List<String> erased, List<Kept> kept) {}

    private static final List<String> GONE =
            List.of(
                    "account: e-mail address, name, password",
                    "orders: e-mail address, phone, address, tracking link",
                    "sessions: all tokens",
                    "cart: what was in it");

    private static final List<Kept> STAYS =
            List.of(
                    new Kept("orders and payments: what was bought, for how much", "bookkeeping"),
                    new Kept("bids under an alias", "auctions stay as they were decided"),
                    new Kept("shop name and products of a seller", "buyers' contracts"),
                    new Kept("events with sealed values nobody can open", "proof of the log"));

    private final Commands commands;
    private final Queries queries;
    private final PasswordCheck passwords;
    private final AccessChanges changes;
    private final List<OpenMatters> others;
    private final EventRecords records;

    ErasureController(
            Commands commands,
            Queries queries,
            PasswordCheck passwords,
            AccessChanges changes,
            List<OpenMatters> others,
            EventRecords records) {
        this.commands = commands;
        this.queries = queries;
        this.passwords = passwords;
        this.changes = changes;
        this.others = others;
        this.records = records;
    }

    /** Tokens made before stop working, here before this is answered. */
    @PostMapping("/api/accounts/{id}/erasure")
    Erased erase(
            @PathVariable AccountId id,
            @RequestBody(required = false) @Nullable Erasure asked,
            @Caller AccountId caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        Erasure wanted = asked == null ? Erasure.PLAIN : asked;
        boolean own = caller.equals(id);
        boolean admin = Actor.current().is(Role.ADMIN.name());
        if (!own && !admin) {
            throw new Rejected(new AccountNotFound());
        }
        if (wanted.forced() && !admin) {
            throw new ProblemException(ProblemCode.FORBIDDEN);
        }
        // who was erased before is not there; the command knows whether he ever was
        Optional<AccountView> account = find(id);
        if (own) {
            account.ifPresent(it -> passwords.mustMatch(it, wanted.password(), request, response));
        }
        if (!wanted.forced() && account.isPresent()) {
            mustHaveFinished(id);
        }
        Outcome<AccountView> erased =
                commands.send(
                        new EraseAccount(id, wanted.forced(), own ? null : wanted.reason()),
                        AccountView.class);
        changes.await(erased.position());
        return new Erased(id, GONE, STAYS);
    }

    private Optional<AccountView> find(AccountId account) {
        try {
            return Optional.of(queries.ask(new FindAccount(account), AccountView.class));
        } catch (Rejected refused) {
            if (refused.rejection() instanceof AccountNotFound) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    // whatever somebody was told has happened before he asked for this, views must know by now
    private void mustHaveFinished(AccountId account) {
        long head = records.head();
        List<Unfinished> open =
                others.stream().flatMap(it -> it.of(account, head).stream()).toList();
        if (!open.isEmpty()) {
            throw new Rejected(new AccountInUse(open));
        }
    }
}
