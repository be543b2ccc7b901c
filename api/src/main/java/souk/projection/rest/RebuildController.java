package souk.projection.rest;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import souk.kernel.Moment;
import souk.platform.rest.Commands;
import souk.platform.rest.Queries;
import souk.platform.rest.call.Mint;
import souk.projection.RebuildCommand;
import souk.projection.RebuildCommand.Also;
import souk.projection.RebuildCommand.CancelRebuild;
import souk.projection.RebuildCommand.RollBack;
import souk.projection.RebuildCommand.StartRebuild;
import souk.projection.RebuildQuery.FindRebuild;
import souk.projection.RebuildView;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Rebuilds: begun, watched, cancelled and taken back. */
@RestController
@RequestMapping("/api/projections/{name}")
class RebuildController {

    private static final String PREFIX = "reb_";

    private final Commands commands;
    private final Queries queries;
    private final Mint mint;
    private final ProgressStream progress;

    RebuildController(Commands commands, Queries queries, Mint mint, ProgressStream progress) {
        this.commands = commands;
        this.queries = queries;
        this.mint = mint;
        this.progress = progress;
    }

    /**
     * How to rebuild: old tables are kept and differences reported, unless said otherwise.
     *
     * @param at a position or an instant: the tables as of then, beside the live ones
     * @param with other projections to rebuild from the same events
     */
    record Start(
            @Nullable Boolean verify,
            @Nullable Boolean keepOld,
            @Nullable Long from,
            @Nullable String at,
            @Nullable List<String> with) {}

    private static final Start PLAIN = new Start(null, null, null, null, null);

    @PostMapping("/rebuilds")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<RebuildView> start(
            @PathVariable String name, @RequestBody(required = false) @Nullable Start body) {
        Start start = body == null ? PLAIN : body;
        List<String> others = start.with() == null ? List.of() : start.with();
        return accepted(
                new StartRebuild(
                        name,
                        mint.id(PREFIX),
                        Boolean.TRUE.equals(start.verify()),
                        !Boolean.FALSE.equals(start.keepOld()),
                        start.from() == null ? 0 : Math.max(0, start.from()),
                        start.at() == null ? null : Moment.of(start.at()),
                        others.stream()
                                .distinct()
                                .filter(other -> !other.equals(name))
                                .map(other -> new Also(other, mint.id(PREFIX)))
                                .toList()));
    }

    @PostMapping("/rollback")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<RebuildView> rollBack(@PathVariable String name) {
        return accepted(new RollBack(name, mint.id(PREFIX)));
    }

    private ResponseEntity<RebuildView> accepted(RebuildCommand command) {
        RebuildView begun =
                commands.send(command, RebuildView.class)
                        .orElseRead(_ -> find(command.projection(), command.rebuildId()));
        return ResponseEntity.accepted()
                .location(
                        URI.create(
                                "/api/projections/%s/rebuilds/%s"
                                        .formatted(begun.projection(), begun.id())))
                .body(begun);
    }

    @GetMapping("/rebuilds/{id}")
    RebuildView find(@PathVariable String name, @PathVariable String id) {
        return queries.ask(new FindRebuild(name, id), RebuildView.class);
    }

    /** The same again and again, until it is over. */
    @GetMapping(path = "/rebuilds/{id}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void watch(@PathVariable String name, @PathVariable String id, HttpServletResponse response)
            throws IOException {
        progress.tell(() -> find(name, id), response);
    }

    @DeleteMapping("/rebuilds/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable String name, @PathVariable String id) {
        commands.send(new CancelRebuild(name, id), Object.class);
    }
}
