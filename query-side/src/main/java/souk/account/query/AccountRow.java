package souk.account.query;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** One account. */
@Entity
@Table(schema = "account_view", name = "account")
class AccountRow {

    @Id String accountId;
    @Nullable String email;
    String emailKey;
    @Nullable String name;
    List<String> roles;
    Instant createdAt;
    long version;

    AccountRow(
            String accountId,
            @Nullable String email,
            @Nullable String name,
            List<String> roles,
            Instant createdAt) {
        this.accountId = accountId;
        this.email = email;
        this.emailKey = keyOf(email);
        this.name = name;
        this.roles = roles;
        this.createdAt = createdAt;
    }

    void forget() {
        email = null;
        emailKey = keyOf(null);
        name = null;
        roles = List.of();
    }

    static String keyOf(@Nullable String email) {
        return email == null ? "" : email.toLowerCase(Locale.ROOT);
    }

    /** For JPA, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected AccountRow() {}
}
