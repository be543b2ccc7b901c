package souk.audit.rest;

import org.springframework.stereotype.Component;

import souk.kernel.EventSecrets;
import souk.kernel.proof.StoredRecord;

import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** One event of an export: all that its hash is made of, unless it holds a secret still kept. */
@Component
class ExportLine {

    private final JsonMapper json;
    private final EventSecrets secrets;

    ExportLine(JsonMapper json, EventSecrets secrets) {
        this.json = json;
        this.secrets = secrets;
    }

    void write(StoredRecord stored, byte[] leaf, OutputStream out) throws IOException {
        var text = new ByteArrayOutputStream();
        try (JsonGenerator line = json.createGenerator(text, JsonEncoding.UTF8)) {
            line.writeStartObject();
            line.writeNumberProperty("position", stored.position());
            if (secrets.areIn(stored)) {
                line.writeStringProperty("withheld", "secret");
                // of what stands there now: nobody else could tell whether it is what was sealed
                line.writeName("leaf").writeBinary(stored.leafHash());
            } else {
                content(stored, line);
                line.writeName("leaf").writeBinary(leaf);
            }
            line.writeEndObject();
        }
        text.write('\n');
        text.writeTo(out);
    }

    private static void content(StoredRecord stored, JsonGenerator line) {
        line.writeStringProperty("id", stored.id());
        line.writeStringProperty("stream", stored.stream());
        line.writeNumberProperty("sequence", stored.sequence());
        line.writeStringProperty("streamType", stored.streamType());
        line.writeStringProperty("type", stored.type());
        line.writeStringProperty("revision", stored.revision());
        line.writeStringProperty("time", stored.time().toString());
        Instant recordedAt = stored.recordedAt();
        if (recordedAt != null) {
            line.writeStringProperty("recordedAt", recordedAt.toString());
        }
        line.writeStringProperty("metadata", text(stored.metadata()));
        line.writeStringProperty("payload", text(stored.payload()));
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
