package souk.platform.query;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

@Entity
@Table(schema = "probe_view", name = "probe")
class ProbeRow {

    @Id String probe;
    int total;
    @Nullable String label;
    long version;

    ProbeRow(String probe) {
        this.probe = probe;
    }

    @SuppressWarnings("NullAway.Init")
    protected ProbeRow() {}
}
