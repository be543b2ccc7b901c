package souk.account.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import souk.account.AccountCommand.ChangeRoles;
import souk.account.AccountId;
import souk.account.Role;
import souk.platform.rest.HttpTest;
import souk.platform.rest.MovableClock;
import souk.platform.rest.security.UndecidedException;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** People who bring a token of another issuer. */
@HttpTest
class ExternalAccountsTest {

    private static final UnaryOperator<JWTClaimsSet.Builder> AS_IT_IS = claims -> claims;

    @Autowired SystemCommands commands;
    @Autowired AccessTokens tokens;
    @Autowired CurrentAccess access;
    @Autowired MovableClock clock;

    private OpenIdIssuer issuer;
    private TokenCheck check;

    @BeforeEach
    void start() throws Exception {
        issuer = new OpenIdIssuer();
        check = checking(issuer.uri(), "our shop");
        RequestContextHolder.setRequestAttributes(
                new ServletRequestAttributes(new MockHttpServletRequest()));
    }

    @AfterEach
    void stop() {
        issuer.close();
        RequestContextHolder.resetRequestAttributes();
    }

    private TokenCheck checking(String uri, String audience) {
        var settings =
                new AuthSettings(
                        "urn:souk", Duration.ofMinutes(15), Duration.ofDays(90), "", uri, audience);
        return new TokenCheck(tokens, new ExternalAccounts(settings, commands, clock), access);
    }

    private Authentication enter(String subject, UnaryOperator<JWTClaimsSet.Builder> more)
            throws Exception {
        return check.authenticate(issuer.token(clock.instant(), subject, more));
    }

    private static List<String> rolesOf(Authentication caller) {
        return caller.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList();
    }

    @Test
    void have_an_account_from_the_first_request_on() throws Exception {
        Authentication first = enter("mia", AS_IT_IS);
        Authentication second = enter("mia", claims -> claims.claim("name", "Mia"));
        assertThat(first.getName()).startsWith("acc_").isEqualTo(second.getName());
        assertThat(rolesOf(first)).containsExactly("ROLE_CUSTOMER");
        assertThat(enter("noa", AS_IT_IS).getName()).isNotEqualTo(first.getName());
    }

    @Test
    void have_the_roles_that_we_gave_them_and_no_others() throws Exception {
        UnaryOperator<JWTClaimsSet.Builder> boasting =
                claims -> claims.claim("roles", List.of("ADMIN")).claim("scope", "ADMIN");
        Authentication guest = enter("tom", boasting);
        assertThat(rolesOf(guest)).containsExactly("ROLE_CUSTOMER");

        commands.send(new ChangeRoles(new AccountId(guest.getName()), Set.of(Role.AUDITOR)));
        await().pollInSameThread()
                .untilAsserted(
                        () ->
                                assertThat(rolesOf(enter("tom", AS_IT_IS)))
                                        .containsExactly("ROLE_AUDITOR"));
    }

    @Test
    void are_not_let_in_by_tokens_for_others_or_from_yesterday() {
        List<UnaryOperator<JWTClaimsSet.Builder>> wrong =
                List.of(
                        claims -> claims.audience("another shop"),
                        claims -> claims.subject(null),
                        claims -> claims.issuer("http://localhost:1"),
                        claims -> claims.expirationTime(new Date(0)));
        wrong.forEach(
                change ->
                        assertThatExceptionOfType(InvalidBearerTokenException.class)
                                .isThrownBy(() -> enter("mia", change)));
    }

    @Test
    void are_asked_to_come_again_while_the_issuer_is_away() throws Exception {
        enter("noa", AS_IT_IS);
        try (var withNewKey = new OpenIdIssuer()) {
            String uri = issuer.uri();
            String token = withNewKey.token(clock.instant(), "mia", claims -> claims.issuer(uri));
            issuer.close();

            assertThatExceptionOfType(UndecidedException.class)
                    .isThrownBy(() -> check.authenticate(token));
        }
    }

    @Test
    void are_not_known_where_no_issuer_is_configured() {
        check = checking("", "");
        assertThatExceptionOfType(InvalidBearerTokenException.class)
                .isThrownBy(() -> enter("mia", AS_IT_IS));
    }

    @Test
    void need_an_audience() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checking(issuer.uri(), ""))
                .withMessageContaining("souk.auth.audience");
    }
}
