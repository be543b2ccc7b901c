package souk.audit.command;

import java.util.function.BooleanSupplier;

/**
 * What may be seen.
 *
 * @param personal values of those who are not erased
 * @param disclosed whether secrets are none any more: asked only where there are some
 */
record Sight(boolean personal, BooleanSupplier disclosed) {}
