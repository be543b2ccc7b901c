package souk.account.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.stereotype.Component;

import souk.account.AccountCommand.AdmitAccount;
import souk.account.AccountId;
import souk.account.EmailAddress;
import souk.account.PersonName;
import souk.kernel.Ids;
import souk.kernel.InvalidValue;
import souk.kernel.Personal;
import souk.kernel.Sha256;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.function.Function;

/** People whom another OpenID Connect issuer vouches for, where one is configured. */
@Component
class ExternalAccounts {

    private static final int TIME_BITS = 16;

    private final String issuer;
    private final JwtDecoder decoder;
    private final SystemCommands commands;

    ExternalAccounts(AuthSettings settings, SystemCommands commands, Clock clock) {
        if (!settings.issuerUri().isBlank() && settings.audience().isBlank()) {
            throw new IllegalArgumentException(
                    "souk.auth.issuer-uri needs souk.auth.audience: or tokens made for others would"
                            + " open accounts here");
        }
        this.issuer = settings.issuerUri();
        this.commands = commands;
        // asked for its keys when its first token comes: it may start after us
        this.decoder = new SupplierJwtDecoder(() -> decoder(settings, clock));
    }

    boolean isIssuer(@Nullable String name) {
        return !issuer.isBlank() && issuer.equals(name);
    }

    /** Throws a {@code JwtException} for whatever is not a token of theirs, made for us. */
    Jwt decode(String token) {
        return decoder.decode(token);
    }

    /** Always the same for the same person: two first requests at once make one account. */
    AccountId accountOf(Jwt token) {
        byte[] hash = Sha256.of(issuer + "\n" + token.getSubject());
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        long head = bytes.getLong() >>> TIME_BITS;
        byte[] rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return new AccountId(Ids.of(AccountId.PREFIX, head, rest));
    }

    void admit(AccountId account, Jwt token) {
        boolean verified = Boolean.TRUE.equals(token.getClaimAsBoolean("email_verified"));
        commands.send(
                new AdmitAccount(
                        account,
                        issuer,
                        verified ? claim(token, "email", account, EmailAddress::new) : null,
                        claim(token, "name", account, PersonName::new)));
    }

    private static <T> @Nullable Personal<T> claim(
            Jwt token, String name, AccountId account, Function<String, T> value) {
        String given = token.getClaimAsString(name);
        try {
            return given == null ? null : Personal.of(account.value(), value.apply(given));
        } catch (InvalidValue unusable) {
            return null;
        }
    }

    private static JwtDecoder decoder(AuthSettings settings, Clock clock) {
        var timestamps = new JwtTimestampValidator();
        timestamps.setClock(clock);
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withIssuerLocation(settings.issuerUri()).build();
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        timestamps,
                        new JwtIssuerValidator(settings.issuerUri()),
                        new JwtAudienceValidator(settings.audience())));
        return decoder;
    }
}
