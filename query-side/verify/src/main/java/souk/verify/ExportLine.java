package souk.verify;

import org.jspecify.annotations.Nullable;

import souk.kernel.proof.StoredRecord;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * One line of an export.
 *
 * @param stated its leaf, as the shop says it was sealed; null where it was not yet
 * @param content null where it is withheld
 */
record ExportLine(
        Place place, long position, byte @Nullable [] stated, @Nullable StoredRecord content) {

    private static final Set<String> WITHHELD = Set.of("position", "withheld", "leaf");

    static ExportLine of(Fields fields, Place place) throws Unreadable {
        long position = fields.number("position");
        byte[] stated = fields.has("leaf") ? fields.hash("leaf") : null;
        if (fields.has("withheld")) {
            // words beside it would be read, and nobody has looked whether they were sealed
            if (!fields.values().keySet().equals(WITHHELD)) {
                throw new Unreadable(
                        "a line that withholds its content has position, withheld and leaf, and"
                                + " nothing else");
            }
            fields.text("withheld");
            return new ExportLine(place, position, stated, null);
        }
        var content =
                new StoredRecord(
                        position,
                        fields.text("id"),
                        fields.text("stream"),
                        fields.number("sequence"),
                        fields.text("streamType"),
                        fields.text("type"),
                        fields.text("revision"),
                        fields.microseconds("time"),
                        fields.has("recordedAt") ? fields.microseconds("recordedAt") : null,
                        fields.text("metadata").getBytes(StandardCharsets.UTF_8),
                        fields.text("payload").getBytes(StandardCharsets.UTF_8));
        return new ExportLine(place, position, stated, content);
    }

    /** What the content would be in the tree, if it stood at that position. */
    byte @Nullable [] leafAt(long other) {
        return content == null ? null : content.at(other).leafHash();
    }
}
