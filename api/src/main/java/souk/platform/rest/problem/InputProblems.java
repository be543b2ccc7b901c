package souk.platform.rest.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

import souk.kernel.InvalidValue;

import java.util.Arrays;
import java.util.Locale;

/** Parameters and values that cannot be what they claim to be. */
final class InputProblems {

    private static final String INTEGER = "an integer";

    private InputProblems() {}

    /** The codes of values name what is invalid: {@code invalid_sku}. */
    static Problem of(InvalidValue invalid) {
        return Problem.invalid(
                invalid.code().replaceFirst("^invalid_", ""), invalid.code(), messageOf(invalid));
    }

    static Problem of(TypeMismatchException mismatch) {
        String field =
                mismatch instanceof MethodArgumentTypeMismatchException argument
                        ? argument.getName()
                        : String.valueOf(mismatch.getPropertyName());
        InvalidValue invalid = invalidValueIn(mismatch);
        return invalid == null
                ? Problem.invalid(
                        field, "wrong_type", "must be " + kindOf(mismatch.getRequiredType()))
                : Problem.invalid(field, invalid.code(), messageOf(invalid));
    }

    static @Nullable InvalidValue invalidValueIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidValue invalid) {
                return invalid;
            }
        }
        return null;
    }

    static String messageOf(InvalidValue invalid) {
        return String.valueOf(invalid.getMessage());
    }

    static boolean isInteger(@Nullable Class<?> type) {
        return kindOf(type).equals(INTEGER);
    }

    /** For a person who does not know our types. */
    static String kindOf(@Nullable Class<?> type) {
        if (type == null) {
            return "something else";
        }
        if (type.isEnum()) {
            return "one of "
                    + String.join(
                            ", ",
                            Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList());
        }
        if (type.isRecord()) {
            return type.getRecordComponents().length == 1
                    ? kindOf(type.getRecordComponents()[0].getType())
                    : "an object";
        }
        return switch (type.getSimpleName().toLowerCase(Locale.ROOT)) {
            case "int", "integer", "long", "short", "byte", "biginteger" -> INTEGER;
            case "double", "float", "bigdecimal" -> "a number";
            case "boolean" -> "true or false";
            case "string" -> "a string";
            case "instant" -> "a time such as 2026-01-31T12:00:00Z";
            case "localdate" -> "a date such as 2026-01-31";
            case "duration" -> "a duration such as PT2M";
            case "list", "set", "collection", "arraylist" -> "an array";
            default -> "an object";
        };
    }
}
