package souk.platform.rest.json;

import org.springframework.stereotype.Component;

import souk.kernel.InvalidValue;
import souk.platform.rest.problem.FieldProblem;
import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemException;
import souk.platform.rest.problem.Problems;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads bodies in which it matters what is null and what is left out, or of which rows are bad. */
@Component
public class BodyReader {

    private final StrictJson json;

    BodyReader(StrictJson json) {
        this.json = json;
    }

    public <T> T read(JsonNode body, Class<T> type) {
        try {
            T read = json.mapper().treeToValue(body, type);
            if (read == null) {
                throw new ProblemException(Problem.invalid("", "required", "must be given"));
            }
            MissingMembers.refuseIn(read);
            return read;
        } catch (JacksonException unreadable) {
            throw new ProblemException(Problems.ofBody(unreadable));
        }
    }

    /** Names the members that are there, and null. */
    public static List<String> nullsIn(JsonNode body) {
        return body.propertyStream()
                .filter(member -> member.getValue().isNull())
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    /** All rows that are fine; what is wrong with the others is added to the problems. */
    public static <R> List<R> rows(
            String list,
            List<JsonNode> rows,
            Function<JsonNode, R> read,
            List<FieldProblem> problems) {
        List<R> fine = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            String place = list + "[" + row + "]";
            try {
                fine.add(read.apply(rows.get(row)));
            } catch (ProblemException | InvalidValue refused) {
                Problem problem = Problems.of(refused);
                problem.errors().forEach(error -> problems.add(inside(place, error)));
                if (problem.errors().isEmpty()) {
                    problems.add(new FieldProblem(place, problem.code(), problem.detail()));
                }
            }
        }
        return fine;
    }

    private static FieldProblem inside(String place, FieldProblem error) {
        String field =
                error.field().isEmpty()
                        ? place
                        : error.field().startsWith("[")
                                ? place + error.field()
                                : place + "." + error.field();
        return new FieldProblem(field, error.code(), error.message());
    }
}
