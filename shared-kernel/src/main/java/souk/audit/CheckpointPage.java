package souk.audit;

import souk.kernel.proof.Checkpoint;

import java.util.List;

/** Some checkpoints, by size. */
public record CheckpointPage(List<Checkpoint> items, boolean more) {

    public CheckpointPage {
        items = List.copyOf(items);
    }
}
