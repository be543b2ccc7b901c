package souk.projection.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import souk.kernel.InvalidValue;
import souk.kernel.Rejected;
import souk.platform.rest.Commands;
import souk.platform.rest.Paging;
import souk.platform.rest.Queries;
import souk.platform.rest.Slice;
import souk.projection.AllProjections;
import souk.projection.DeadLetterPage;
import souk.projection.DeadLetterPage.DeadLetter;
import souk.projection.ProjectionCommand.DiscardDeadLetter;
import souk.projection.ProjectionCommand.RetryDeadLetter;
import souk.projection.ProjectionQuery.FindDeadLetter;
import souk.projection.ProjectionQuery.FindProjection;
import souk.projection.ProjectionQuery.ListDeadLetters;
import souk.projection.ProjectionQuery.ListProjections;
import souk.projection.ProjectionRejection.DeadLetterNotFound;
import souk.projection.ProjectionView;
import souk.projection.RetryOutcome;

/** How far projections are, and what they could not digest. */
@RestController
@RequestMapping("/api/projections")
class ProjectionController {

    private static final int LONGEST_REASON = 500;

    private final Commands commands;
    private final Queries queries;

    ProjectionController(Commands commands, Queries queries) {
        this.commands = commands;
        this.queries = queries;
    }

    record Discard(String reason) {}

    @GetMapping
    AllProjections list() {
        return queries.ask(new ListProjections(), AllProjections.class);
    }

    @GetMapping("/{name}")
    ProjectionView find(@PathVariable String name) {
        return queries.ask(new FindProjection(name), ProjectionView.class);
    }

    @GetMapping("/{name}/dead-letters")
    ResponseEntity<Slice<DeadLetter>> deadLetters(@PathVariable String name, Paging paging) {
        DeadLetterPage page = lettersOf(name, paging.after(), paging.limit());
        Long total = paging.total() ? (Long) find(name).deadLetters() : null;
        return Slice.of(page.items(), page.nextCursor(), total);
    }

    @PostMapping("/{name}/dead-letters/{id}/retry")
    RetryOutcome retry(@PathVariable String name, @PathVariable String id) {
        return commands.send(new RetryDeadLetter(name, id), RetryOutcome.class)
                .orElseRead(_ -> whatBecameOf(name, id));
    }

    @DeleteMapping("/{name}/dead-letters/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(
            @PathVariable String name,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String reason,
            @RequestBody(required = false) @Nullable Discard discard) {
        String given = discard == null ? reason : discard.reason();
        if (given == null
                || given.isBlank()
                || given.length() > LONGEST_REASON
                || given.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidValue(
                    "invalid_reason",
                    "must be 1 to " + LONGEST_REASON + " characters, all of them visible");
        }
        commands.send(new DiscardDeadLetter(name, id, given), Object.class);
    }

    private RetryOutcome whatBecameOf(String name, String id) {
        return new RetryOutcome(!isParked(name, id), find(name).deadLetters());
    }

    private boolean isParked(String name, String id) {
        try {
            queries.ask(new FindDeadLetter(name, id), DeadLetter.class);
            return true;
        } catch (Rejected refused) {
            if (refused.rejection() instanceof DeadLetterNotFound) {
                return false;
            }
            throw refused;
        }
    }

    private DeadLetterPage lettersOf(String name, @Nullable String after, int limit) {
        return queries.ask(new ListDeadLetters(name, after, limit), DeadLetterPage.class);
    }
}
