package souk.audit.command;

import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * What may be seen.
 *
 * @param personal whose values, of those who are not erased
 * @param disclosed whether secrets are none any more: asked only where there are some
 */
record Sight(Predicate<String> personal, BooleanSupplier disclosed) {

    Sight(boolean personal, BooleanSupplier disclosed) {
        this(_ -> personal, disclosed);
    }
}
