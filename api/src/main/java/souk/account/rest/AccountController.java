package souk.account.rest;

import com.fasterxml.jackson.annotation.JsonAnyGetter;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import souk.account.AccountCommand.RegisterAccount;
import souk.account.AccountId;
import souk.account.AccountQuery.FindAccount;
import souk.account.AccountView;
import souk.account.EmailAddress;
import souk.account.PersonName;
import souk.account.Role;
import souk.kernel.Personal;
import souk.platform.rest.Commands;
import souk.platform.rest.Queries;
import souk.platform.rest.call.Mint;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** People and their own accounts. */
@RestController
@RequestMapping("/api")
class AccountController {

    private static final URI ME = URI.create("/api/me");

    record Registration(EmailAddress email, Password password, PersonName name) {}

    /** Its version is no ETag: that would not tell of changes to what others contribute. */
    record Me(
            AccountId id,
            @Nullable String email,
            @Nullable String name,
            Set<Role> roles,
            Instant createdAt,
            Long version,
            @JsonAnyGetter Map<String, @Nullable Object> more) {}

    private final Commands commands;
    private final Queries queries;
    private final Mint mint;
    private final Passwords passwords;
    private final List<MeContribution> contributions;

    AccountController(
            Commands commands,
            Queries queries,
            Mint mint,
            Passwords passwords,
            List<MeContribution> contributions) {
        this.commands = commands;
        this.queries = queries;
        this.mint = mint;
        this.passwords = passwords;
        this.contributions = contributions;
    }

    @PostMapping("/accounts")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<AccountView> register(@RequestBody Registration wanted) {
        AccountId id = new AccountId(mint.id(AccountId.PREFIX));
        String subject = id.value();
        var command =
                new RegisterAccount(
                        id,
                        Personal.of(subject, wanted.email()),
                        Personal.of(subject, wanted.name()),
                        Personal.of(subject, passwords.hash(wanted.password())),
                        Set.of(Role.CUSTOMER));
        AccountView account =
                commands.send(command, AccountView.class).orElseRead(at -> find(id, at));
        return ResponseEntity.created(ME).body(account);
    }

    @GetMapping("/me")
    Me me(@Caller AccountId caller) {
        AccountView account = find(caller, null);
        Map<String, @Nullable Object> more = new LinkedHashMap<>();
        more.put("seller", null);
        contributions.forEach(it -> more.put(it.member(), it.about(caller)));
        return new Me(
                account.id(),
                account.email(),
                account.name(),
                account.roles(),
                account.createdAt(),
                account.version(),
                more);
    }

    private AccountView find(AccountId account, @Nullable Long position) {
        return queries.ask(new FindAccount(account), AccountView.class, position);
    }
}
