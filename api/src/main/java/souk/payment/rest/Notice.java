package souk.payment.rest;

import org.jspecify.annotations.Nullable;

import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.Optional;

/**
 * What has to be known of a notice before it is worked off. The rest is for whoever does that.
 *
 * @param object what it is about; the notice itself where that has no name
 */
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
        String id = text(notice, "/id");
        return new Notice(
                id,
                notice.at("/account").isString() ? text(notice, "/account") : null,
                objectOf(notice).orElse(id),
                text(notice, "/type"),
                notice.at("/livemode").asBoolean(false),
                Instant.ofEpochSecond(seconds(notice)));
    }

    // a balance has no name: whoever tells of one speaks of nothing that others tell of
    private static Optional<String> objectOf(JsonNode notice) {
        JsonNode value = notice.at("/data/object/id");
        return isText(value) ? Optional.of(value.asString()) : Optional.empty();
    }

    private static String text(JsonNode notice, String path) {
        JsonNode value = notice.at(path);
        if (!isText(value)) {
            throw invalid(path);
        }
        return value.asString();
    }

    private static boolean isText(JsonNode value) {
        return value.isString()
                && !value.asString().isBlank()
                && value.asString().length() <= LONGEST
                && value.asString().chars().noneMatch(Character::isISOControl);
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
