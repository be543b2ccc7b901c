package souk.audit.query;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.audit.CheckCommand.CancelCheck;
import souk.audit.CheckCommand.StartCheck;
import souk.audit.CheckId;
import souk.audit.CheckPage;
import souk.audit.CheckQuery.FindCheck;
import souk.audit.CheckQuery.FindCheckable;
import souk.audit.CheckQuery.ListChecks;
import souk.audit.CheckRejection.CheckNotFound;
import souk.audit.CheckRejection.CheckOver;
import souk.audit.CheckRejection.CheckRunning;
import souk.audit.CheckRejection.NoSuchView;
import souk.audit.CheckView;
import souk.audit.Checkable;
import souk.kernel.MessageKeys;
import souk.kernel.Rejected;
import souk.platform.query.Projections;

import java.time.Clock;
import java.util.List;

/** Does what auditors want of checks. Each may be asked twice for the same id. */
@Component
class CheckHandlers {

    private static final List<String> USUALLY = List.of("order.view", "payment.view");
    private static final String NOBODY = "system";

    private final CheckTable table;
    private final Checks checks;
    private final Projections projections;
    private final Clock clock;

    CheckHandlers(CheckTable table, Checks checks, Projections projections, Clock clock) {
        this.table = table;
        this.checks = checks;
        this.projections = projections;
        this.clock = clock;
    }

    @CommandHandler
    CheckView decide(StartCheck command, @MetaDataValue(MessageKeys.ACTOR) @Nullable String actor) {
        List<String> views = command.projections().isEmpty() ? USUALLY : command.projections();
        views.forEach(this::mustExist);
        CheckId id = command.checkId();
        if (table.find(id).isEmpty()
                && !table.add(command, views, actor == null ? NOBODY : actor, clock.instant())) {
            throw new Rejected(new CheckRunning(table.running().map(CheckView::id).orElse(id)));
        }
        checks.look();
        return find(id);
    }

    @CommandHandler
    CheckView decide(CancelCheck command) {
        CheckView before = find(command.checkId());
        if (!checks.cancel(command.checkId())) {
            throw new Rejected(new CheckOver(command.checkId()));
        }
        return before;
    }

    @QueryHandler
    CheckView handle(FindCheck query) {
        return find(query.checkId());
    }

    @QueryHandler
    CheckPage handle(ListChecks query) {
        List<CheckView> found = table.page(query.limit() + 1, query.after());
        List<CheckView> page = found.subList(0, Math.min(query.limit(), found.size()));
        return new CheckPage(page, found.size() > page.size() ? page.getLast().id().value() : null);
    }

    @QueryHandler
    Checkable handle(FindCheckable query) {
        query.projections().forEach(this::mustExist);
        return new Checkable(query.projections());
    }

    private CheckView find(CheckId id) {
        return table.find(id).orElseThrow(() -> new Rejected(new CheckNotFound(id)));
    }

    private void mustExist(String projection) {
        if (!projections.names().contains(projection)) {
            throw new Rejected(new NoSuchView(projection));
        }
    }
}
