package souk.audit.rest;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import souk.account.Role;
import souk.audit.CheckpointPage;
import souk.audit.Consistency;
import souk.audit.Inclusion;
import souk.audit.LogCommand;
import souk.audit.LogCommand.RotateLogKey;
import souk.audit.LogKey;
import souk.audit.LogKeys;
import souk.audit.LogQuery.FindCheckpoint;
import souk.audit.LogQuery.ListCheckpoints;
import souk.audit.LogQuery.ListLogKeys;
import souk.audit.LogQuery.ProveConsistency;
import souk.audit.LogQuery.ProveInclusion;
import souk.kernel.proof.Checkpoint;
import souk.platform.rest.Commands;
import souk.platform.rest.Cursor;
import souk.platform.rest.Paging;
import souk.platform.rest.Queries;
import souk.platform.rest.Slice;
import souk.platform.rest.call.Actor;
import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;

import java.io.IOException;

/** The log as a whole: what was signed of it, proofs, and its events as they are stored. */
@RestController
@RequestMapping("/api/audit/log")
class LogController {

    private final Queries queries;
    private final Commands commands;
    private final LogExport export;

    LogController(Queries queries, Commands commands, LogExport export) {
        this.queries = queries;
        this.commands = commands;
        this.export = export;
    }

    /** The latest, or the first that is of the size or larger. */
    @GetMapping("/checkpoint")
    Checkpoint checkpoint(@RequestParam(required = false) @Nullable Long size) {
        mustNotBeNegative("size", size);
        return queries.ask(new FindCheckpoint(size), Checkpoint.class);
    }

    /** The smallest first. */
    @GetMapping("/checkpoints")
    ResponseEntity<Slice<Checkpoint>> checkpoints(Paging paging) {
        String after = paging.after();
        Cursor.mustBe(after == null || after.matches("\\d{1,18}"));
        CheckpointPage page =
                queries.ask(
                        new ListCheckpoints(
                                after == null ? -1 : Long.parseLong(after), paging.limit()),
                        CheckpointPage.class);
        return Slice.of(
                page.items(),
                page.more() ? String.valueOf(page.items().getLast().size()) : null,
                null);
    }

    /** Public keys, the first first. */
    @GetMapping("/keys")
    LogKeys keys() {
        return queries.ask(new ListLogKeys(), LogKeys.class);
    }

    /** From now on another key signs. */
    @PostMapping("/keys")
    @ResponseStatus(HttpStatus.CREATED)
    LogKey changeKey() {
        if (!Actor.current().is(Role.ADMIN.name())) {
            throw new ProblemException(ProblemCode.FORBIDDEN);
        }
        return commands.send(new RotateLogKey(LogCommand.LOG), LogKey.class)
                .orElseRead(_ -> keys().items().getLast());
    }

    /** In the tree of that size, which is that of the latest checkpoint where nothing is said. */
    @GetMapping("/proofs/inclusion")
    Inclusion inclusion(
            @RequestParam long position, @RequestParam(required = false) @Nullable Long size) {
        mustNotBeNegative("position", position);
        if (size != null && size <= position) {
            throw invalid("size", "must be more than the position");
        }
        return queries.ask(new ProveInclusion(position, size), Inclusion.class);
    }

    /** That the tree of the one size is how that of the other, or of the latest, begins. */
    @GetMapping("/proofs/consistency")
    Consistency consistency(
            @RequestParam long from, @RequestParam(required = false) @Nullable Long to) {
        mustNotBeNegative("from", from);
        if (to != null && to < from) {
            throw invalid("to", "must not be less than from");
        }
        return queries.ask(new ProveConsistency(from, to), Consistency.class);
    }

    /** All events as they are stored, from the one position to the other, a line each. */
    @GetMapping(path = "/events", produces = LogExport.LINES)
    void events(
            @RequestParam(defaultValue = "0") long from,
            @RequestParam(required = false) @Nullable Long to,
            HttpServletResponse response)
            throws IOException {
        mustNotBeNegative("from", from);
        if (to != null && to < from) {
            throw invalid("to", "must not be less than from");
        }
        export.write(from, to, response);
    }

    private static void mustNotBeNegative(String parameter, @Nullable Long value) {
        if (value != null && value < 0) {
            throw invalid(parameter, "must not be negative");
        }
    }

    private static ProblemException invalid(String parameter, String message) {
        return new ProblemException(Problem.invalid(parameter, "invalid_" + parameter, message));
    }
}
