package souk.account.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import souk.account.AccountCommand.ChangeRoles;
import souk.account.AccountId;
import souk.account.Role;
import souk.kernel.InvalidValue;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.MovableClock;
import souk.platform.rest.Reply;

import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

@HttpTest
@ExtendWith(OutputCaptureExtension.class)
class FirstAdminTest {

    @Autowired Client client;
    @Autowired SystemCommands commands;
    @Autowired SystemQueries queries;
    @Autowired Passwords passwords;
    @Autowired MovableClock clock;

    private final String email = UUID.randomUUID() + "@example.org";

    private boolean start(String email, String password) {
        return new FirstAdmin(email, password, commands, queries, passwords, clock).register();
    }

    private boolean isAdmin(String email, String password) {
        return client.get("/actuator/info", client.login(email, password)).status() == 200;
    }

    @Test
    void gets_a_password_that_is_shown_once(CapturedOutput log) {
        assertThat(start(email, "")).isTrue();
        assertThat(start(email, "")).isTrue();

        Matcher shown = Pattern.compile("and the password (\\S+) -").matcher(log.getOut());
        assertThat(shown.find()).isTrue();
        String password = shown.group(1);
        assertThat(shown.find()).isFalse();
        assertThat(password).hasSizeGreaterThanOrEqualTo(20);
        assertThat(isAdmin(email, password)).isTrue();
    }

    @Test
    void has_the_configured_password_which_is_not_shown(CapturedOutput log) {
        assertThat(start(email, "correct horse")).isTrue();
        assertThat(isAdmin(email, "correct horse")).isTrue();
        assertThat(log.getOut()).doesNotContain("correct horse");
    }

    @Test
    void is_nobody_new_where_the_address_is_known(CapturedOutput log) {
        start(email, "correct horse");
        assertThat(start(email, "battery staple")).isTrue();
        assertThat(isAdmin(email, "correct horse")).isTrue();
        assertThat(log.getOut()).doesNotContain("there may be none");
    }

    private AccountId join() {
        Reply joined =
                client.post(
                        "/api/accounts",
                        """
                        {"email": "%s", "password": "battery staple", "name": "Mia"}
                        """
                                .formatted(email));
        assertThat(joined.status()).as(joined.text()).isEqualTo(201);
        return new AccountId(joined.json().get("id").stringValue());
    }

    @Test
    void may_be_missing_where_a_customer_has_the_address_and_that_is_said(CapturedOutput log) {
        join();

        assertThat(start(email, "correct horse")).isTrue();

        assertThat(log.getOut().lines())
                .filteredOn(line -> line.contains("there may be none"))
                .singleElement()
                .asString()
                .contains("WARN", "souk.admin.email");
        assertThat(isAdmin(email, "battery staple")).isFalse();
    }

    @Test
    void may_be_somebody_who_was_made_one(CapturedOutput log) {
        commands.send(new ChangeRoles(join(), Set.of(Role.CUSTOMER, Role.ADMIN)));

        assertThat(start(email, "correct horse")).isTrue();

        assertThat(log.getOut()).doesNotContain("there may be none");
        assertThat(isAdmin(email, "battery staple")).isTrue();
    }

    @Test
    void is_refused_a_password_that_nobody_may_choose() {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> start(email, "short"))
                .withMessageStartingWith("souk.admin.password must have at least 8 characters");
    }

    @Test
    void is_refused_an_address_that_is_none() {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> start("the boss", "correct horse"))
                .withMessage("souk.admin.email must be an e-mail address");
    }
}
