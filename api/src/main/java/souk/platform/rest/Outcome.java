package souk.platform.rest;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/**
 * What a command has led to.
 *
 * @param payload what its handler answered; null where an earlier attempt carried it out and its
 *     answer was lost
 * @param position of the last event it caused, if that is known
 * @param replayed whether an earlier attempt with the same key had carried it out
 */
public record Outcome<R>(@Nullable R payload, @Nullable Long position, boolean replayed) {

    /**
     * The answer; where that was lost, what the view shows at (or after) the position of the
     * command.
     */
    public R orElseRead(Function<@Nullable Long, R> read) {
        return payload == null ? read.apply(position) : payload;
    }
}
