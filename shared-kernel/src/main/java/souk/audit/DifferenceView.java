package souk.audit;

import java.util.List;

/**
 * What has become of something between two moments.
 *
 * @param diff as JSON Patch (RFC 6902)
 */
public record DifferenceView(
        String id, String type, AsOf from, AsOf to, List<PatchOperation> diff) {

    public DifferenceView {
        diff = List.copyOf(diff);
    }
}
