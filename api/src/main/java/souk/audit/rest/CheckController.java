package souk.audit.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import souk.audit.Access;
import souk.audit.AccessId;
import souk.audit.CheckCommand.CancelCheck;
import souk.audit.CheckCommand.StartCheck;
import souk.audit.CheckId;
import souk.audit.CheckPage;
import souk.audit.CheckQuery.FindCheck;
import souk.audit.CheckQuery.FindCheckable;
import souk.audit.CheckQuery.ListChecks;
import souk.audit.CheckView;
import souk.audit.CheckView.Kind;
import souk.audit.Checkable;
import souk.kernel.InvalidValue;
import souk.platform.rest.Commands;
import souk.platform.rest.Cursor;
import souk.platform.rest.Paging;
import souk.platform.rest.Queries;
import souk.platform.rest.Slice;
import souk.platform.rest.call.Mint;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Checks of the log against what was sealed, and of views against their events. */
@RestController
@RequestMapping("/api/audit/checks")
class CheckController {

    private final Commands commands;
    private final Queries queries;
    private final Mint mint;
    private final Accesses accesses;

    CheckController(Commands commands, Queries queries, Mint mint, Accesses accesses) {
        this.commands = commands;
        this.queries = queries;
        this.mint = mint;
        this.accesses = accesses;
    }

    /**
     * What to check: everything, where nothing is said.
     *
     * @param from position from which on events are compared
     * @param to the last position
     * @param projections which views; those of orders and payments if none is named
     */
    record Start(
            @Nullable Set<Kind> kinds,
            @Nullable Long from,
            @Nullable Long to,
            @Nullable List<String> projections) {}

    private static final Start EVERYTHING = new Start(null, null, null, null);

    /**
     * That somebody wants to know is recorded before: where that stands, the log ended then. So it
     * says that he asked, for he may be refused; but what makes no sense nobody has asked for.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<CheckView> start(@RequestBody(required = false) @Nullable Start body) {
        Start start = body == null ? EVERYTHING : body;
        Set<Kind> kinds = start.kinds();
        long from = start.from() == null ? 0 : start.from();
        if (from < 0 || (start.to() != null && start.to() < from)) {
            throw new InvalidValue("invalid_range", "must begin at 0 or later, and before its end");
        }
        List<String> projections = projections(start);
        var id = new CheckId(mint.id(CheckId.PREFIX));
        AccessId look = record(id, "asked");
        var command =
                new StartCheck(
                        id,
                        kinds == null || kinds.isEmpty() ? EnumSet.allOf(Kind.class) : kinds,
                        from,
                        start.to(),
                        projections,
                        look);
        CheckView begun =
                commands.send(command, CheckView.class).orElseRead(_ -> find(command.checkId()));
        return ResponseEntity.accepted()
                .location(URI.create("/api/audit/checks/" + begun.id()))
                .body(begun);
    }

    private List<String> projections(Start start) {
        if (start.projections() == null || start.projections().isEmpty()) {
            return List.of();
        }
        List<String> named = start.projections().stream().distinct().toList();
        return queries.ask(new FindCheckable(named), Checkable.class).projections();
    }

    @GetMapping
    ResponseEntity<Slice<CheckView>> list(Paging paging) {
        String after = paging.after();
        Cursor.mustBe(after == null || after.startsWith(CheckId.PREFIX));
        CheckPage page = queries.ask(new ListChecks(paging.limit(), after), CheckPage.class);
        return Slice.of(page.items(), page.nextCursor(), null);
    }

    @GetMapping("/{id}")
    CheckView find(@PathVariable CheckId id) {
        return queries.ask(new FindCheck(id), CheckView.class);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable CheckId id) {
        if (!find(id).isOver()) {
            record(id, "cancelled");
        }
        commands.send(new CancelCheck(id), Object.class);
    }

    private AccessId record(CheckId id, String deed) {
        return accesses.record(new Access(Access.Kind.CHECK, "checks/" + id, deed, false, null));
    }
}
