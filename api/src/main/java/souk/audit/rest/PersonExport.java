package souk.audit.rest;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.util.DisconnectedClientHelper;

import souk.account.AccountId;
import souk.account.AccountView;
import souk.account.rest.PersonalPages;
import souk.account.rest.PersonalRecords;
import souk.account.rest.PersonalStream;
import souk.audit.AccessView;
import souk.audit.Audited;
import souk.audit.AuditedId;
import souk.audit.PersonEvent;
import souk.audit.PersonEventPage;
import souk.audit.PersonQuery.ShowPersonEvents;
import souk.audit.PersonQuery.ShowPersonEvents.Wanted;
import souk.platform.rest.Queries;
import souk.platform.rest.problem.BrokenOff;

import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes all that is kept about a person as one JSON document, while it is read: no list has an end
 * but its own, and a page of one is in memory.
 */
@Component
class PersonExport {

    private static final int STREAMS = 50;
    private static final int EVENTS = 500;

    private final Queries queries;
    private final List<PersonalRecords> records;
    private final LookRecords looks;
    private final ObjectWriter json;
    private final Clock clock;

    PersonExport(
            Queries queries,
            List<PersonalRecords> records,
            LookRecords looks,
            JsonMapper json,
            Clock clock) {
        this.queries = queries;
        this.records = records;
        this.looks = looks;
        // the response ends after the request: whoever has read all of it may ask again at once
        this.json = json.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET);
        this.clock = clock;
    }

    /**
     * The beginning of everything: if that can't be had, nobody has seen anything yet.
     *
     * @param target under which looks at it are kept
     * @param asOf the position of what has happened by then
     */
    Map<String, @Nullable Object> members(AccountView account, String target, long asOf) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("exportedAt", clock.instant());
        members.put("account", account);
        records.forEach(it -> members.put(it.member(), it.about(account.id(), asOf)));
        members.put(
                "accesses", looks.at(target, asOf).then(to -> tellLooks(account.id(), asOf, to)));
        return members;
    }

    /** At what is hers and others look at, one after the other. */
    private void tellLooks(AccountId person, long asOf, Consumer<? super AccessView> to) {
        for (PersonalRecords each : records) {
            each.streams(
                    person,
                    asOf,
                    stream ->
                            Audited.of(stream.id())
                                    .filter(_ -> stream.own())
                                    .map(kind -> new AuditedId(kind, stream.id()).path())
                                    .ifPresent(path -> looks.at(path, asOf).forEach(to)));
        }
    }

    void write(
            Map<String, @Nullable Object> members,
            AccountId person,
            long asOf,
            HttpServletResponse response)
            throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + person + ".json\"");
        try {
            write(members, person, asOf, response.getOutputStream());
        } catch (IOException | RuntimeException failed) {
            if (DisconnectedClientHelper.isClientDisconnectedException(failed)
                    || !response.isCommitted()) {
                throw failed;
            }
            throw new BrokenOff(failed);
        }
    }

    private void write(
            Map<String, @Nullable Object> members, AccountId person, long asOf, OutputStream to) {
        // closed at the end only: what is broken off must not look like a whole document
        JsonGenerator out = json.createGenerator(to, JsonEncoding.UTF8);
        out.writeStartObject();
        members.forEach((name, value) -> write(name, value, out));
        startList("events", out);
        writeEvents(person, asOf, out);
        endList(out);
        out.writeEndObject();
        out.close();
    }

    private static void write(String name, @Nullable Object value, JsonGenerator out) {
        if (value instanceof PersonalPages<?> pages) {
            startList(name, out);
            pages.forEach(out::writePOJO);
            endList(out);
        } else {
            out.writePOJOProperty(name, value);
        }
    }

    private static void startList(String name, JsonGenerator out) {
        out.writeObjectPropertyStart(name);
        out.writeArrayPropertyStart("items");
    }

    private static void endList(JsonGenerator out) {
        out.writeEndArray();
        out.writeEndObject();
    }

    private void writeEvents(AccountId person, long asOf, JsonGenerator out) {
        List<Wanted> some = new ArrayList<>();
        for (PersonalRecords each : records) {
            each.streams(
                    person,
                    asOf,
                    (PersonalStream stream) -> {
                        some.add(new Wanted(stream.id(), stream.own()));
                        if (some.size() == STREAMS) {
                            writeEvents(person, some, out);
                            some.clear();
                        }
                    });
        }
        writeEvents(person, some, out);
    }

    private void writeEvents(AccountId person, List<Wanted> streams, JsonGenerator out) {
        String after = null;
        do {
            PersonEventPage page =
                    queries.ask(
                            new ShowPersonEvents(person, streams, EVENTS, after),
                            PersonEventPage.class);
            for (PersonEvent event : page.items()) {
                out.writePOJO(event);
            }
            after = page.next();
        } while (after != null);
    }
}
