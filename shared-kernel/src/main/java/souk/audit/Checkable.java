package souk.audit;

import java.util.List;

/** Views that can be checked. */
public record Checkable(List<String> projections) {

    public Checkable {
        projections = List.copyOf(projections);
    }
}
