package souk.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How many of one thing: at least one, at most what one line may hold. */
public record Quantity(@JsonValue int value) {

    public static final int MAX = 10_000;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Quantity {
        if (value < 1 || value > MAX) {
            throw new InvalidValue("invalid_quantity", "must be between 1 and " + MAX);
        }
    }
}
