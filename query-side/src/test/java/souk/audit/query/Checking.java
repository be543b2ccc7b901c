package souk.audit.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import souk.audit.AccessId;
import souk.audit.CheckCommand.StartCheck;
import souk.audit.CheckId;
import souk.audit.CheckView;
import souk.audit.CheckView.Kind;
import souk.platform.query.rebuild.Rebuilds;
import souk.platform.query.rebuild.Unattended;
import souk.platform.store.TestLog;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A log that is sealed, and checks of it. */
abstract class Checking {

    static final List<String> VIEWS = List.of("order.view");

    @TempDir Path directory;

    final TestLog log = new TestLog();
    Clock clock = Clock.systemUTC();
    Rebuilds rebuilds;
    CheckTable table;
    char next = 'a';

    @BeforeEach
    void open() {
        Schemas.create(log, "audit_log");
        Schemas.create(log, "audit_check");
        rebuilds = Unattended.rebuilds(log.database());
        table = new CheckTable(log.jdbc());
    }

    @AfterEach
    void close() {
        log.close();
    }

    AuditSettings settings(boolean seals) {
        return new AuditSettings(directory, seals, Duration.ofSeconds(1), Duration.ZERO);
    }

    void seal(int events) throws Exception {
        log.append(events);
        var sealer = new Sealer(log.records(), log.database(), settings(true), clock);
        assertThat(sealer.round()).isEqualTo(events);
    }

    CheckView check(Kind kind, long from, boolean seals) {
        CheckId id = begin(kind, from, null);
        return goOn(id, seals);
    }

    CheckId begin(Kind kind, long from, @Nullable AccessId look) {
        CheckId id = new CheckId("chk_01hzy00000000000000000000" + next++);
        assertThat(
                        table.add(
                                new StartCheck(id, Set.of(kind), from, null, VIEWS, look),
                                VIEWS,
                                "acc_1",
                                clock.instant()))
                .isTrue();
        return id;
    }

    CheckView goOn(CheckId id, boolean seals) {
        return goOn(id, new StoredSeal(new LogTable(log.jdbc()), settings(seals)));
    }

    CheckView goOn(CheckId id, SealedLog seal) {
        var transactions = new TransactionTemplate(new JdbcTransactionManager(log.database()));
        var course = new Course(id, table, transactions, clock);
        new CheckRun(id, table, seal, log.records(), rebuilds, course, clock).run(log.database());
        return table.find(id).orElseThrow();
    }

    CheckView checkLog(long from) {
        return check(Kind.LOG, from, true);
    }
}
