package souk.payment.rest;

import org.jspecify.annotations.Nullable;

import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;

/** What has to be known of a notice before it is worked off. The rest is for whoever does that. */
record Notice(
        String id,
        @Nullable String account,
        String object,
        String type,
        boolean livemode,
        Instant created) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST = 255;
    private static final long LATEST = Instant.parse("9999-01-01T00:00:00Z").getEpochSecond();

    static Notice read(byte[] body) {
        JsonNode notice;
        try {
            notice = JSON.readTree(body);
        } catch (JacksonException malformed) {
            throw new ProblemException(ProblemCode.MALFORMED_JSON);
        }
        return new Notice(
                text(notice, "/id"),
                notice.at("/account").isString() ? text(notice, "/account") : null,
                text(notice, "/data/object/id"),
                text(notice, "/type"),
                notice.at("/livemode").asBoolean(false),
                Instant.ofEpochSecond(seconds(notice)));
    }

    private static String text(JsonNode notice, String path) {
        JsonNode value = notice.at(path);
        if (!value.isString()
                || value.asString().isBlank()
                || value.asString().length() > LONGEST
                || value.asString().chars().anyMatch(Character::isISOControl)) {
            throw invalid(path);
        }
        return value.asString();
    }

    private static long seconds(JsonNode notice) {
        JsonNode created = notice.at("/created");
        if (!created.isIntegralNumber()
                || !created.canConvertToLong()
                || created.asLong() < 0
                || created.asLong() > LATEST) {
            throw invalid("/created");
        }
        return created.asLong();
    }

    private static ProblemException invalid(String path) {
        return new ProblemException(
                Problem.invalid(
                        path.substring(1).replace('/', '.'),
                        "invalid_notice",
                        "must be there, as providers write it"));
    }
}
