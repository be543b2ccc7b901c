package souk.order.rest;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import souk.kernel.Rejected;
import souk.order.OrderCommand;
import souk.order.OrderCommand.CancelOrder;
import souk.order.OrderCommand.DeliverOrder;
import souk.order.OrderCommand.ShipOrder;
import souk.order.OrderId;
import souk.order.OrderView;
import souk.platform.rest.Commands;
import souk.platform.rest.call.Call;
import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Many orders at once, each decided for itself. */
@RestController
class BulkStatusController {

    private static final Logger LOG = LoggerFactory.getLogger(BulkStatusController.class);
    private static final int MOST = 100;

    enum Step {
        SHIPPED,
        DELIVERED,
        CANCELLED
    }

    record StatusChange(
            OrderId id,
            Step status,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            @Nullable String reason) {

        OrderCommand command() {
            return switch (status) {
                case SHIPPED -> new ShipOrder(id, null, carrier, trackingNumber);
                case DELIVERED -> new DeliverOrder(id, null);
                case CANCELLED -> new CancelOrder(id, null, reason);
            };
        }
    }

    record StatusChanges(List<StatusChange> orders) {}

    /**
     * @param problem why not, as if the row had been a request of its own
     */
    record StatusOutcome(OrderId id, boolean ok, @Nullable Map<String, Object> problem) {}

    record StatusOutcomes(List<StatusOutcome> orders) {}

    private final Commands commands;

    BulkStatusController(Commands commands) {
        this.commands = commands;
    }

    /** A row that can't be read refuses all of them; one that can't be done only itself. */
    @PostMapping("/api/admin/orders/status")
    StatusOutcomes change(
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @RequestBody StatusChanges changes) {
        if (version != null) {
            throw new ProblemException(
                    Problem.of(
                            ProblemCode.INVALID_IF_MATCH,
                            "These are many orders, and each has a version of its own."));
        }
        List<StatusChange> rows = changes.orders();
        if (rows.isEmpty() || rows.size() > MOST) {
            throw new ProblemException(
                    Problem.invalid(
                            "orders", "invalid_orders", "must be 1 to " + MOST + " orders"));
        }
        List<OrderCommand> decisions = rows.stream().map(StatusChange::command).toList();
        List<StatusOutcome> outcomes = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            outcomes.add(decide(rows.get(row).id(), decisions.get(row)));
        }
        return new StatusOutcomes(outcomes);
    }

    private StatusOutcome decide(OrderId id, OrderCommand command) {
        try {
            commands.send(command, OrderView.class);
            return new StatusOutcome(id, true, null);
        } catch (Rejected refused) {
            return refused(id, Problem.of(refused.rejection()));
        } catch (ProblemException refused) {
            return refused(id, refused.problem());
        } catch (RuntimeException unexplained) {
            // what became of the others must be told all the same
            LOG.error("The order {} can't be decided on", id, unexplained);
            return refused(id, Problem.of(ProblemCode.INTERNAL_ERROR));
        }
    }

    private static StatusOutcome refused(OrderId id, Problem problem) {
        if (problem.retryable() || problem.status().is5xxServerError()) {
            Call.current().leaveUnfinished();
        }
        return new StatusOutcome(id, false, problem.members(Call.current().requestId()));
    }
}
