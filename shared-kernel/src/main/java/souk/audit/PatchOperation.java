package souk.audit;

import org.jspecify.annotations.Nullable;

/**
 * One operation of a JSON Patch (RFC 6902).
 *
 * @param op {@code add}, {@code remove} or {@code replace}
 * @param path a JSON Pointer
 * @param value absent where something is removed: states have no nulls
 */
public record PatchOperation(String op, String path, @Nullable Object value) {}
