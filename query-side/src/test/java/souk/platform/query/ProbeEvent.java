package souk.platform.query;

import souk.kernel.Published;

/** What happens to a probe, which exists in tests only. */
public sealed interface ProbeEvent {

    String probe();

    @Published("probe.Opened")
    record Opened(String probe) implements ProbeEvent {}

    @Published("probe.Counted")
    record Counted(String probe, int amount) implements ProbeEvent {}

    @Published("probe.Labelled")
    record Labelled(String probe, String label) implements ProbeEvent {}

    /** Of no interest to any projection. */
    @Published("probe.Overheard")
    record Overheard(String probe) {}
}
