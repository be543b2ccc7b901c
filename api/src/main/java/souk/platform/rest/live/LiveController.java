package souk.platform.rest.live;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import souk.platform.rest.limit.LimitedCallers;

import java.util.Map;
import java.util.Set;

/** What happens, as it happens. */
@RestController
class LiveController {

    static final String PATH = "/api/stream";

    private final LimitedCallers callers;
    private final Presences presences;
    private final Topics topics;
    private final Broadcast broadcast;
    private final LiveStreams streams;

    LiveController(
            LimitedCallers callers,
            Presences presences,
            Topics topics,
            Broadcast broadcast,
            LiveStreams streams) {
        this.callers = callers;
        this.presences = presences;
        this.topics = topics;
        this.broadcast = broadcast;
        this.streams = streams;
    }

    @Operation(summary = "Server-Sent Events; a message's id resumes right after it.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(type = "string")))
    @GetMapping(path = PATH, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void listen(
            @Parameter(example = "cart,order:ord_01hzy00000000000000000000a") @RequestParam
                    String topics,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastSeen,
            @RequestParam(required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws InterruptedException {
        // a browser that comes back by itself sends what it has seen since, but to the old address
        Place known = Place.parse(lastSeen == null || lastSeen.isBlank() ? lastEventId : lastSeen);
        try (Presence presence = presences.enter(callers.callerOf(request))) {
            long head = broadcast.head();
            Map<String, Set<String>> opened = this.topics.open(topics, request, head);
            if (HttpMethod.HEAD.matches(request.getMethod())) {
                Wire.head(response);
            } else {
                streams.tell(opened, known, presence, response);
            }
        }
    }
}
