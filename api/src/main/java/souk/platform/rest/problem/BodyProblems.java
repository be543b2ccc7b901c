package souk.platform.rest.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;

import souk.kernel.InvalidValue;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a body that cannot be read, without a word about our classes. */
final class BodyProblems {

    private static final Pattern QUOTED = Pattern.compile("['\"]([^'\"]*)['\"]");

    private BodyProblems() {}

    static Problem of(HttpMessageNotReadableException unreadable) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException known) {
                return known.problem();
            }
        }
        return unreadable.getCause() instanceof JacksonException json
                ? of(json)
                : Problem.of(ProblemCode.MISSING_BODY);
    }

    static Problem of(JacksonException json) {
        String field = pathOf(json);
        InvalidValue invalid = InputProblems.invalidValueIn(json);
        if (invalid != null) {
            return Problem.invalid(field, invalid.code(), InputProblems.messageOf(invalid));
        }
        return switch (json) {
            case StreamConstraintsException _ -> Problem.of(ProblemCode.JSON_TOO_COMPLEX);
            case InputCoercionException _ -> outOfRange(field);
            case StreamReadException syntax when isDuplicate(syntax) ->
                    Problem.invalid(
                            inside(field, quoted(syntax)), "duplicate_field", "must be given once");
            case StreamReadException syntax -> malformed(syntax);
            case UnrecognizedPropertyException _ ->
                    Problem.invalid(field, "unknown_field", "is not known here");
            case InvalidNullException _ -> Problem.invalid(field, "required", "must be given");
            case ValueInstantiationException _ ->
                    Problem.invalid(field, "invalid_value", "cannot be accepted");
            case MismatchedInputException mismatch -> of(mismatch, field);
            default -> Problem.of(ProblemCode.MALFORMED_JSON);
        };
    }

    private static Problem of(MismatchedInputException mismatch, String field) {
        String said = String.valueOf(mismatch.getOriginalMessage());
        if (said.startsWith("No content to map")) {
            return Problem.of(ProblemCode.MISSING_BODY);
        }
        if (said.startsWith("Missing required creator property")
                || mismatch.getCurrentToken() == JsonToken.VALUE_NULL) {
            return Problem.invalid(field, "required", "must be given");
        }
        if (said.startsWith("Trailing token")) {
            return Problem.of(ProblemCode.MALFORMED_JSON);
        }
        Class<?> type = mismatch.getTargetType();
        if (mismatch.getCurrentToken() == JsonToken.VALUE_NUMBER_INT
                && InputProblems.isInteger(type)) {
            return outOfRange(field);
        }
        String code = type != null && type.isEnum() ? "unknown_value" : "wrong_type";
        return Problem.invalid(field, code, "must be " + InputProblems.kindOf(type));
    }

    private static Problem outOfRange(String field) {
        return Problem.invalid(field, "out_of_range", "must be a number that is not as large");
    }

    private static Problem malformed(StreamReadException syntax) {
        return Problem.of(
                ProblemCode.MALFORMED_JSON,
                "The body is not valid JSON at line %d, column %d."
                        .formatted(
                                syntax.getLocation().getLineNr(),
                                syntax.getLocation().getColumnNr()));
    }

    private static boolean isDuplicate(StreamReadException syntax) {
        return String.valueOf(syntax.getOriginalMessage()).startsWith("Duplicate ");
    }

    private static @Nullable String quoted(StreamReadException syntax) {
        Matcher quoted = QUOTED.matcher(String.valueOf(syntax.getOriginalMessage()));
        return quoted.find() ? quoted.group(1) : null;
    }

    private static String inside(String path, @Nullable String name) {
        if (name == null || path.equals(name) || path.endsWith("." + name)) {
            return path;
        }
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String pathOf(JacksonException json) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : json.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }
}
