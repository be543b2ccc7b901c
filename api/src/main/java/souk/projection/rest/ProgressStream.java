package souk.projection.rest;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

import souk.projection.RebuildView;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tells the progress of a rebuild as server-sent events, on the thread of the request. */
@Component
class ProgressStream implements ApplicationListener<ContextClosedEvent> {

    private static final Duration BETWEEN = Duration.ofMillis(500);

    private final JsonMapper json;
    private final CountDownLatch closing = new CountDownLatch(1);

    ProgressStream(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        closing.countDown();
    }

    /** Until it is over, the client has gone, or this process stops: then clients come again. */
    void tell(Supplier<RebuildView> rebuild, HttpServletResponse response) throws IOException {
        RebuildView now = rebuild.get();
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        OutputStream out = response.getOutputStream();
        send(now, out);
        while (!now.isOver() && goesOn()) {
            now = rebuild.get();
            send(now, out);
        }
    }

    private boolean goesOn() {
        try {
            return !closing.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void send(RebuildView rebuild, OutputStream out) throws IOException {
        String event =
                "event: rebuild.%s\ndata: %s\n\n"
                        .formatted(
                                rebuild.isOver() ? "ended" : "progress",
                                json.writeValueAsString(rebuild));
        out.write(event.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
