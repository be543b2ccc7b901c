package souk.platform.rest.security;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;

/** The first ADMIN: named by configuration, or else given a password that is shown once. */
@Component
class Operator implements UserDetailsService {

    /** What events say of him: metadata is no place for an e-mail address. */
    private static final String NAME = "operator";

    private static final String DEFAULT_EMAIL = "admin@localhost";
    private static final Logger LOG = LoggerFactory.getLogger(Operator.class);
    private static final int PASSWORD_BYTES = 15;

    private final String email;
    private final String passwordHash;

    Operator(
            @Value("${souk.admin.email}") String email,
            @Value("${souk.admin.password}") String password,
            PasswordEncoder encoder,
            JdbcClient db,
            Clock clock) {
        this.email = email.isBlank() ? DEFAULT_EMAIL : email.strip();
        this.passwordHash =
                password.isEmpty() ? storedHash(db, encoder, clock) : encoder.encode(password);
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        if (!name.equalsIgnoreCase(email)) {
            throw new UsernameNotFoundException("nobody of that name");
        }
        return User.withUsername(NAME).password(passwordHash).roles("ADMIN").build();
    }

    private String storedHash(JdbcClient db, PasswordEncoder encoder, Clock clock) {
        return find(db).orElseGet(() -> generate(db, encoder, clock));
    }

    private Optional<String> find(JdbcClient db) {
        return db.sql("SELECT password_hash FROM http.operator WHERE email = :email")
                .param("email", email)
                .query(String.class)
                .optional();
    }

    private String generate(JdbcClient db, PasswordEncoder encoder, Clock clock) {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        int inserted =
                db.sql(
                                """
                                INSERT INTO http.operator (email, password_hash, created_at)
                                VALUES (:email, :hash, :now) ON CONFLICT (email) DO NOTHING
                                """)
                        .param("email", email)
                        .param("hash", encoder.encode(password))
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update();
        if (inserted == 1) {
            LOG.warn(
                    "The operator is {} and the password {} - generated, and not shown again."
                            + " Configure souk.admin.email and souk.admin.password to choose them.",
                    email,
                    password);
        }
        // of several nodes that start for the first time, one has been first
        return find(db).orElseThrow();
    }
}
