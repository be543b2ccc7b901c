package souk.platform.command;

import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Steps out of the unit of work for what is not to be part of it, nor to see what it has not
 * stored.
 */
public final class Apart {

    private Apart() {}

    /** As if no unit of work were open; afterwards those that were are open again. */
    public static <T> T from(Supplier<T> action) {
        Deque<UnitOfWork<?>> open = new ArrayDeque<>();
        while (CurrentUnitOfWork.isStarted()) {
            UnitOfWork<?> unit = CurrentUnitOfWork.get();
            CurrentUnitOfWork.clear(unit);
            open.push(unit);
        }
        try {
            return action.get();
        } finally {
            open.forEach(CurrentUnitOfWork::set);
        }
    }
}
