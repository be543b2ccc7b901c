package souk.account.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;

import souk.account.AccountCommand.ChangeRoles;
import souk.account.AccountCommand.EraseAccount;
import souk.account.AccountCommand.RegisterAccount;
import souk.account.AccountId;
import souk.account.AccountQuery.FindAccess;
import souk.account.AccountQuery.FindAccount;
import souk.account.AccountQuery.FindCredentials;
import souk.account.AccountRejection.AccountNotFound;
import souk.account.AccountRejection.EmailTaken;
import souk.account.Credentials;
import souk.account.EmailAddress;
import souk.account.PersonName;
import souk.account.Role;
import souk.account.SessionCommand.OpenSession;
import souk.account.SessionCommand.RefreshSession;
import souk.account.SessionId;
import souk.account.SessionView;
import souk.kernel.Ids;
import souk.kernel.Personal;
import souk.kernel.Rejected;
import souk.platform.postgres.TestPostgres;
import souk.platform.store.SubjectKeys;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Accounts as wired, over the embedded event store. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "axon.axonserver.enabled=false",
            "axon.timeout.enabled=false",
            "axon.update-check.disabled=true",
            "souk.snapshots.every=5"
        })
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
class StoredAccountsTest {

    @SpringBootApplication(scanBasePackages = "souk")
    static class Node {
        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    private static int created;

    @Autowired CommandBus commands;
    @Autowired AccountQueries queries;
    @Autowired AccountRoles roles;
    @Autowired SubjectKeys keys;
    @Autowired JdbcTemplate jdbc;
    @Autowired EventStore events;

    private final AccountId mia = newId();
    private final EmailAddress email = new EmailAddress("Mia." + created + "@example.org");

    private static AccountId newId() {
        return new AccountId(Ids.of(AccountId.PREFIX, ++created, new byte[10]));
    }

    private CommandResultMessage<?> send(Object command) {
        var answer = new FutureCallback<Object, Object>();
        commands.dispatch(new GenericCommandMessage<>(command), answer);
        return answer.getResult();
    }

    private CommandResultMessage<?> register(AccountId account) {
        String subject = account.value();
        return send(
                new RegisterAccount(
                        account,
                        Personal.of(subject, email),
                        Personal.of(subject, new PersonName("Mia Wallace")),
                        Personal.of(subject, "$2a$secret"),
                        Set.of(Role.CUSTOMER)));
    }

    private static Object refusalOf(CommandResultMessage<?> answer) {
        return ((Rejected) answer.exceptionResult()).rejection();
    }

    @Test
    void give_their_address_back_when_they_are_erased() {
        register(mia);
        assertThat(send(new EraseAccount(mia, false, null)).isExceptional()).isFalse();

        assertThat(queries.handle(new FindCredentials(email.key()))).isEqualTo(Credentials.NONE);
        assertThatThrownBy(() -> queries.handle(new FindAccount(mia))).isInstanceOf(Rejected.class);
        AccountId noa = newId();
        assertThat(register(noa).isExceptional()).isFalse();
        assertThat(queries.handle(new FindCredentials(email.key())).accountId()).isEqualTo(noa);
        assertThat(refusalOf(register(newId()))).isEqualTo(new EmailTaken());
        // whoever had it before has no say any more
        assertThat(send(new EraseAccount(mia, false, null)).isExceptional()).isFalse();
        assertThat(queries.handle(new FindCredentials(email.key())).accountId()).isEqualTo(noa);
    }

    @Test
    void are_found_by_their_address_at_once() {
        register(mia);
        var same = new EmailAddress(email.value().toUpperCase());
        assertThat(queries.handle(new FindCredentials(same.key())))
                .isEqualTo(new Credentials(mia, "$2a$secret"));
        assertThat(queries.handle(new FindCredentials(new EmailAddress("x@y").key())))
                .isEqualTo(Credentials.NONE);
        assertThat(queries.handle(new FindAccount(mia)).name()).isEqualTo("Mia Wallace");
    }

    @Test
    void of_many_who_want_one_address_one_gets_it() {
        List<AccountId> wanting = IntStream.range(0, 8).mapToObj(_ -> newId()).toList();
        List<CommandResultMessage<?>> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<CommandResultMessage<?>>> registrations =
                    wanting.stream()
                            .<CompletableFuture<CommandResultMessage<?>>>map(
                                    account ->
                                            CompletableFuture.supplyAsync(
                                                    () -> register(account), threads))
                            .toList();
            answers =
                    registrations.stream()
                            .<CommandResultMessage<?>>map(CompletableFuture::join)
                            .toList();
        }

        assertThat(answers).filteredOn(answer -> !answer.isExceptional()).hasSize(1);
        assertThat(answers)
                .filteredOn(CommandResultMessage::isExceptional)
                .hasSize(7)
                .allSatisfy(answer -> assertThat(refusalOf(answer)).isEqualTo(new EmailTaken()));
        assertThat(wanting)
                .filteredOn(account -> events.readEvents(account.value()).hasNext())
                .hasSize(1);
    }

    @Test
    void say_nothing_about_people_in_clear() {
        register(mia);
        List<String> stored =
                jdbc.query(
                        "select stream, metadata, payload from event_store.event",
                        (row, _) ->
                                row.getString(1)
                                        + new String(row.getBytes(2), StandardCharsets.UTF_8)
                                        + new String(row.getBytes(3), StandardCharsets.UTF_8));
        assertThat(stored)
                .isNotEmpty()
                .noneMatch(
                        event ->
                                event.toLowerCase().contains(email.value().toLowerCase())
                                        || event.contains("Wallace")
                                        || event.contains("$2a$"));
    }

    @Test
    void of_erased_people_open_nothing() {
        register(mia);
        keys.erase(mia.value());
        assertThat(queries.handle(new FindCredentials(email.key()))).isEqualTo(Credentials.NONE);
        assertThat(queries.handle(new FindAccount(mia)).email()).isNull();
    }

    @Test
    void are_valid_from_their_last_change_of_roles() {
        register(mia);
        assertThat(queries.handle(new FindAccess(mia)).validFrom()).isZero();
        send(new ChangeRoles(mia, Set.of(Role.ADMIN)));
        grant(mia);
        var access = queries.handle(new FindAccess(mia));
        assertThat(access.roles()).containsExactly(Role.SELLER, Role.ADMIN);
        assertThat(access.validFrom()).isEqualTo(1);
        assertThat(access.version()).isEqualTo(2);
    }

    private void grant(AccountId account) {
        var unit =
                DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>("a seller's approval"));
        unit.execute(() -> roles.grant(account, Role.SELLER));
    }

    @Test
    void are_granted_roles_by_decisions_of_others_or_not_at_all() {
        register(mia);
        var unit = DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>("that fails"));
        roles.grant(mia, Role.SELLER);
        unit.rollback();
        assertThat(queries.handle(new FindAccess(mia)).roles()).containsExactly(Role.CUSTOMER);

        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> grant(newId()))
                .satisfies(
                        refused ->
                                assertThat(refused.rejection()).isEqualTo(new AccountNotFound()));
    }

    @Test
    void of_many_who_refresh_with_one_token_one_gets_another() {
        var session = new SessionId(Ids.of(SessionId.PREFIX, created, new byte[10]));
        send(new OpenSession(session, mia, "first"));
        List<CommandResultMessage<?>> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<CommandResultMessage<?>>> refreshes =
                    IntStream.range(0, 8)
                            .<CompletableFuture<CommandResultMessage<?>>>mapToObj(
                                    i ->
                                            CompletableFuture.supplyAsync(
                                                    () ->
                                                            send(
                                                                    new RefreshSession(
                                                                            session,
                                                                            "first",
                                                                            "next" + i)),
                                                    threads))
                            .toList();
            answers =
                    refreshes.stream()
                            .<CommandResultMessage<?>>map(CompletableFuture::join)
                            .toList();
        }
        assertThat(answers)
                .filteredOn(
                        answer ->
                                !answer.isExceptional()
                                        && ((SessionView) answer.getPayload()).open())
                .hasSize(1);
    }

    @Test
    void of_long_sessions_come_back_from_their_snapshots() {
        var session = new SessionId(Ids.of(SessionId.PREFIX, created, new byte[10]));
        send(new OpenSession(session, mia, "token0"));
        for (int i = 0; i < 12; i++) {
            send(new RefreshSession(session, "token" + i, "token" + (i + 1)));
        }
        SessionView last =
                (SessionView) send(new RefreshSession(session, "token0", "x")).getPayload();
        assertThat(last.open()).isFalse();
        assertThat(last.version()).isEqualTo(13);
    }
}
