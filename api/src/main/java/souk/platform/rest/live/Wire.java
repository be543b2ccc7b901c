package souk.platform.rest.live;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

import souk.kernel.Rejected;
import souk.kernel.Rejection.Kind;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Server-Sent Events, as they are written to one client. */
final class Wire {

    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

    private final HttpServletResponse response;
    private final JsonMapper json;
    private final @Nullable Place known;
    private final Pulse pulse;
    private final StringBuilder text = new StringBuilder();
    private String lastId = "";

    /**
     * @param known what the client has been told already
     */
    Wire(HttpServletResponse response, JsonMapper json, @Nullable Place known, Pulse pulse) {
        this.response = response;
        this.json = json;
        this.known = known;
        this.pulse = pulse;
    }

    static void head(HttpServletResponse response) {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // or nginx would keep it
    }

    /** All of it that concerns the listener; nothing where that can't be found out now. */
    void tell(Bulletin bulletin, Listener listener) {
        List<Integer> wanted = wanted(bulletin, listener);
        for (int index : wanted) {
            boolean last = index == wanted.getLast();
            Place place =
                    last ? Place.after(bulletin.position()) : new Place(bulletin.position(), index);
            write(
                    place.toString(),
                    bulletin.messages().get(index).name(),
                    bulletin.data(index, json::writeValueAsString));
        }
    }

    // two topics may say the same, such as a seller's and the admins'
    private List<Integer> wanted(Bulletin bulletin, Listener listener) {
        List<Integer> wanted = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < bulletin.messages().size(); i++) {
            Message message = bulletin.messages().get(i);
            if (!names.contains(message.name())
                    && concerns(message, listener)
                    && names.add(message.name())
                    && (known == null || !known.covers(bulletin.position(), i))) {
                wanted.add(i);
            }
        }
        return wanted;
    }

    // nobody's are also those that can't be found: their event was never taken into a view
    private static boolean concerns(Message message, Listener listener) {
        try {
            return listener.wants(message);
        } catch (Rejected refused) {
            if (refused.rejection().kind() != Kind.NOT_FOUND) {
                throw refused;
            }
            LOG.warn("Nobody knows whom {} concerns: {}", message.name(), message.data());
            return false;
        }
    }

    /** The client can't be told what it has missed: it has to read everything anew. */
    void reset(long head) {
        write(
                Place.after(head).toString(),
                "reset",
                json.writeValueAsString(Map.of("position", head)));
    }

    /** Nothing has happened; but the client knows up to where. */
    void beat(long position) {
        text.append(":\n");
        String id = String.valueOf(position);
        if (position >= (known == null ? 0 : known.position()) && !id.equals(lastId)) {
            text.append("id: ").append(id).append('\n');
            lastId = id;
        }
        text.append('\n');
    }

    /** Nothing has been written for as long as a client should have to wait. */
    boolean isSilent() {
        return text.isEmpty() && !pulse.left().isPositive();
    }

    private void write(String id, String name, String data) {
        text.append("id: ").append(id).append("\nevent: ").append(name);
        text.append("\ndata: ").append(data).append("\n\n");
        lastId = id;
    }

    void flush() throws IOException {
        if (!text.isEmpty()) {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            text.setLength(0);
            OutputStream out = response.getOutputStream();
            out.write(bytes);
            out.flush();
            pulse.felt();
        }
    }
}
