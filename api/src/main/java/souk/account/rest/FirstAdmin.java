package souk.account.rest;

import org.axonframework.messaging.HandlerExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

import souk.account.Access;
import souk.account.AccountCommand.RegisterAccount;
import souk.account.AccountId;
import souk.account.AccountQuery.FindAccess;
import souk.account.AccountQuery.FindCredentials;
import souk.account.AccountRejection.EmailTaken;
import souk.account.Credentials;
import souk.account.EmailAddress;
import souk.account.PersonName;
import souk.account.Role;
import souk.kernel.Ids;
import souk.kernel.InvalidValue;
import souk.kernel.Personal;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.function.Function;

/** The first ADMIN registers by himself: with a password that is configured, or shown once. */
@Component
class FirstAdmin implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);
    private static final String DEFAULT_EMAIL = "admin@localhost";
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int PASSWORD_BYTES = 15;
    private static final int ID_BYTES = 10;

    private final EmailAddress email;
    private final @Nullable Password configured;
    private final SystemCommands commands;
    private final SystemQueries queries;
    private final Passwords passwords;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    FirstAdmin(
            @Value("${souk.admin.email}") String email,
            @Value("${souk.admin.password}") String password,
            SystemCommands commands,
            SystemQueries queries,
            Passwords passwords,
            Clock clock) {
        this.email =
                read(
                        "souk.admin.email",
                        email.isBlank() ? DEFAULT_EMAIL : email,
                        EmailAddress::new);
        this.configured =
                password.isEmpty() ? null : read("souk.admin.password", password, Password::new);
        this.commands = commands;
        this.queries = queries;
        this.passwords = passwords;
        this.clock = clock;
    }

    // whoever starts a node learns which of all the settings it is
    private static <T> T read(String property, String value, Function<String, T> form) {
        try {
            return form.apply(value);
        } catch (InvalidValue unfit) {
            throw new InvalidValue(unfit.code(), property + " " + unfit.getMessage());
        }
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!register()) {
            Thread.ofVirtual().name("first-admin").start(this::registerInTheEnd);
        }
    }

    // nodes that decide may start after this one
    private void registerInTheEnd() {
        try {
            do {
                Thread.sleep(PAUSE);
            } while (!register());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there is an account with the address by now. */
    boolean register() {
        Password password = configured == null ? generated() : configured;
        try {
            if (!claim(password)) {
                tellUnlessAdmin();
                return true;
            }
        } catch (RuntimeException failed) {
            LOG.info("The first administrator cannot be registered yet: {}", failed.toString());
            return false;
        }
        if (configured == null) {
            LOG.warn(
                    "The first administrator is {} and the password {} - generated, and not shown"
                            + " again. Configure souk.admin.email and souk.admin.password to choose"
                            + " them.",
                    email.value(),
                    password.value());
        }
        return true;
    }

    /** Whether the address was nobody's before. */
    private boolean claim(Password password) {
        try {
            commands.send(registration(password));
            return true;
        } catch (RuntimeException failed) {
            if (HandlerExecutionException.resolveDetails(failed).orElse(null)
                    instanceof EmailTaken) {
                return false;
            }
            throw failed;
        }
    }

    // it stays as it is: nobody becomes an administrator by having been here first
    private void tellUnlessAdmin() {
        AccountId owner =
                queries.ask(new FindCredentials(email.key()), Credentials.class).accountId();
        if (owner == null
                || !queries.ask(new FindAccess(owner), Access.class).roles().contains(Role.ADMIN)) {
            LOG.warn(
                    "The address in souk.admin.email belongs to somebody who is no administrator,"
                            + " so there may be none. Configure one that nobody has.");
        }
    }

    private RegisterAccount registration(Password password) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        AccountId id = new AccountId(Ids.of(AccountId.PREFIX, clock.millis(), bytes));
        String subject = id.value();
        return new RegisterAccount(
                id,
                Personal.of(subject, email),
                Personal.of(subject, new PersonName("Administrator")),
                Personal.of(subject, passwords.hash(password)),
                Set.of(Role.CUSTOMER, Role.ADMIN));
    }

    private Password generated() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return new Password(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
