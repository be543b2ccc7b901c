package souk.projection;

import java.util.List;

/** The projections, by name. */
public record AllProjections(List<ProjectionView> items) {

    public AllProjections {
        items = List.copyOf(items);
    }
}
