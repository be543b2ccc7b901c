package souk.platform.rest.live;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemException;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a client wants to listen to, as it writes it: {@code cart,order:ord_…}. */
@Component
class Topics {

    private static final int MOST = 50;

    private final Map<String, Topic> known;

    Topics(List<Topic> topics) {
        this.known = topics.stream().collect(Collectors.toMap(Topic::name, Function.identity()));
    }

    /**
     * By topic, the ids that the caller listens to under it. All of them, or none.
     *
     * @param head up to which those who are asked must have seen everything, where it matters
     */
    Map<String, Set<String>> open(String wanted, HttpServletRequest request, long head) {
        List<String> names = List.of(wanted.split(",", MOST + 1));
        if (names.size() > MOST) {
            throw refused("too_many_topics", "may be " + MOST + " at most");
        }
        names.forEach(this::mustBeKnown);
        Map<String, Set<String>> opened = new HashMap<>();
        for (String name : names) {
            Topic topic = topicOf(name);
            String id = topic.open(idIn(name), request, head);
            opened.computeIfAbsent(topic.name(), _ -> new LinkedHashSet<>()).add(id);
        }
        return opened;
    }

    private void mustBeKnown(String name) {
        String kind = kindIn(name);
        Topic topic = known.get(kind);
        if (topic == null) {
            throw refused("unknown_topic", "are " + String.join(", ", known.keySet()));
        }
        if (topic.isOfOne() == idIn(name).isEmpty() || !topic.isOfOne() && name.contains(":")) {
            throw refused(
                    "invalid_topic",
                    topic.isOfOne() ? "need an id: " + kind + ":{id}" : "have no id here: " + kind);
        }
    }

    private Topic topicOf(String name) {
        return Objects.requireNonNull(known.get(kindIn(name)));
    }

    private static String kindIn(String name) {
        int colon = name.indexOf(':');
        return (colon < 0 ? name : name.substring(0, colon)).strip();
    }

    private static String idIn(String name) {
        int colon = name.indexOf(':');
        return colon < 0 ? "" : name.substring(colon + 1).strip();
    }

    private static ProblemException refused(String code, String message) {
        return new ProblemException(Problem.invalid("topics", code, message));
    }
}
