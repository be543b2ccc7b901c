package souk.payment.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.swagger.v3.oas.annotations.Hidden;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

import souk.kernel.InvalidValue;
import souk.payment.SandboxCommand.Action;
import souk.payment.SandboxCommand.PayInSandbox;
import souk.payment.SandboxQuery.FindSandboxSession;
import souk.payment.SandboxSession;
import souk.platform.rest.Commands;
import souk.platform.rest.Queries;
import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The page to pay on of the provider of our own: for people, and for tests without a browser. */
@Hidden
@RestController
@RequestMapping("/sandbox/pay/{session}")
class SandboxController {

    /** What a test wants of it: notices doubled, delayed or out of order. */
    record Play(
            String action,
            @Nullable Integer copies,
            @Nullable Long delayMillis,
            @Nullable Boolean shuffled) {}

    private static final int LONGEST_FORM = 1_000;

    private final Commands commands;
    private final Queries queries;
    private final ProviderSettings settings;

    SandboxController(Commands commands, Queries queries, ProviderSettings settings) {
        this.commands = commands;
        this.queries = queries;
        this.settings = settings;
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> show(@PathVariable String session) {
        mustBePlaying();
        SandboxSession found = find(session);
        return ResponseEntity.ok()
                .header("Content-Security-Policy", SandboxPage.POLICY)
                // or else its form would come from nowhere, like that of a foreign page
                .header("Referrer-Policy", "same-origin")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .body(SandboxPage.of(found));
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> press(@PathVariable String session, HttpServletRequest pressed)
            throws IOException {
        pay(session, played(pressed));
        // read again, a page must not pay again
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(UriComponentsBuilder.fromPath("/sandbox/pay/{session}").build(session))
                .build();
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    SandboxSession play(@PathVariable String session, @RequestBody Play play) {
        return pay(session, play);
    }

    // the server reads no forms, as it would wait for each byte of them
    private static Play played(HttpServletRequest pressed) throws IOException {
        String form = new String(pressed.getInputStream().readNBytes(LONGEST_FORM), US_ASCII);
        Map<String, String> fields =
                UriComponentsBuilder.newInstance()
                        .query(form)
                        .build()
                        .getQueryParams()
                        .toSingleValueMap();
        try {
            return new Play(
                    fields.getOrDefault("action", ""),
                    Integer.valueOf(fields.getOrDefault("copies", "1")),
                    Long.valueOf(fields.getOrDefault("delayMillis", "0")),
                    Boolean.valueOf(fields.get("shuffled")));
        } catch (NumberFormatException noNumber) {
            throw new InvalidValue("invalid_number", "must be a number");
        }
    }

    private SandboxSession pay(String session, Play play) {
        mustBePlaying();
        var command =
                new PayInSandbox(
                        session,
                        actionOf(play.action()),
                        play.copies() == null ? 1 : play.copies(),
                        Duration.ofMillis(play.delayMillis() == null ? 0 : play.delayMillis()),
                        play.shuffled() != null && play.shuffled());
        return commands.send(command, SandboxSession.class).orElseRead(_ -> find(session));
    }

    private SandboxSession find(String session) {
        return queries.ask(new FindSandboxSession(session), SandboxSession.class);
    }

    // as the page writes it, or as JSON writes names elsewhere
    private static Action actionOf(String name) {
        return Arrays.stream(Action.values())
                .filter(action -> nameOf(action).equals(name) || action.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new InvalidValue(
                                        "invalid_action",
                                        "must be one of "
                                                + Arrays.stream(Action.values())
                                                        .map(SandboxController::nameOf)
                                                        .collect(Collectors.joining(", "))));
    }

    /** {@code pay}, {@code decline}, {@code abandon}, {@code pay-late}. */
    static String nameOf(Action action) {
        return action.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    // where money is real, there is no such place
    private void mustBePlaying() {
        if (!settings.isSandbox()) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
    }
}
