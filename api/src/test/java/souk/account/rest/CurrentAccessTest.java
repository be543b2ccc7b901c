package souk.account.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.account.AccountCommand.ChangeRoles;
import souk.account.AccountCommand.GrantRole;
import souk.account.AccountId;
import souk.account.Role;
import souk.kernel.CommonRejection.ServiceUnavailable;
import souk.kernel.Rejected;
import souk.platform.rest.Client;
import souk.platform.rest.HttpTest;
import souk.platform.rest.Reply;
import souk.platform.rest.StubAccounts;
import souk.platform.rest.events.EventFollower;

import java.util.Set;
import java.util.UUID;

/** What a token opens depends on what its account may do by now. */
@HttpTest
class CurrentAccessTest {

    private static final String LIST = "/api/projections";

    @Autowired Client client;
    @Autowired StubAccounts accounts;
    @Autowired SystemCommands commands;
    @Autowired EventFollower follower;

    private AccountId mia;
    private String[] token;

    @BeforeEach
    void join() {
        String email = UUID.randomUUID() + "@example.org";
        Reply joined =
                client.post(
                        "/api/accounts",
                        """
                        {"email": "%s", "password": "battery staple", "name": "Mia"}
                        """
                                .formatted(email));
        assertThat(joined.status()).as(joined.text()).isEqualTo(201);
        mia = new AccountId(joined.json().get("id").stringValue());
        token = client.login(email, "battery staple");
    }

    @AfterEach
    void behave() {
        accounts.before = () -> {};
    }

    @Test
    void is_asked_for_once() {
        assertThat(client.get("/api/me", token).status()).isEqualTo(200);
        int before = accounts.asked;
        for (int i = 0; i < 10; i++) {
            assertThat(client.get("/api/me", token).status()).isEqualTo(200);
        }
        assertThat(accounts.asked).isEqualTo(before);
    }

    @Test
    void ends_with_a_change_of_roles_by_whatever_node() {
        assertThat(client.get("/api/me", token).status()).isEqualTo(200);
        commands.send(new ChangeRoles(mia, Set.of(Role.ADMIN)));
        await().untilAsserted(() -> client.get("/api/me", token).isProblem(401, "unauthenticated"));
    }

    @Test
    void grows_with_a_role_that_is_granted() {
        client.get(LIST, token).isProblem(403, "forbidden");
        commands.send(new GrantRole(mia, Role.ANALYST));
        await().untilAsserted(() -> client.get(LIST, token).isProblem(503, "service_unavailable"));
    }

    @Test
    void that_nobody_can_tell_is_not_assumed() {
        accounts.before =
                () -> {
                    throw new Rejected(new ServiceUnavailable("the event store"));
                };
        Reply refused = client.get("/api/me", token).isProblem(503, "service_unavailable");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        behave();
        assertThat(client.get("/api/me", token).status()).isEqualTo(200);
    }

    @Test
    void is_asked_for_each_time_while_nobody_tells_of_changes() {
        follower.stop();
        await().untilAsserted(
                        () -> {
                            int before = accounts.asked;
                            assertThat(client.get("/api/me", token).status()).isEqualTo(200);
                            assertThat(client.get("/api/me", token).status()).isEqualTo(200);
                            assertThat(accounts.asked).isEqualTo(before + 2);
                        });
        follower.start();
        await().untilAsserted(
                        () -> {
                            client.get("/api/me", token);
                            int before = accounts.asked;
                            client.get("/api/me", token);
                            assertThat(accounts.asked).isEqualTo(before);
                        });
    }
}
