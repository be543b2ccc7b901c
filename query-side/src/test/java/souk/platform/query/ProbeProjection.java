package souk.platform.query;

import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;

import souk.platform.query.ProbeEvent.Counted;
import souk.platform.query.ProbeEvent.Labelled;
import souk.platform.query.ProbeEvent.Opened;

@Projection(processingGroup = "probe.view")
class ProbeProjection {

    private final Table<ProbeRow, String> probes;
    private final Trouble trouble;

    ProbeProjection(Tables tables, Trouble trouble) {
        this.probes = tables.of(ProbeRow.class, String.class);
        this.trouble = trouble;
    }

    @EventHandler
    void on(ProbeEvent event, @SequenceNumber long version) throws Exception {
        switch (event) {
            case Opened opened -> probes.insert(new ProbeRow(opened.probe()));
            case Counted counted ->
                    probes.change(counted.probe(), row -> row.total += counted.amount());
            case Labelled labelled ->
                    probes.change(labelled.probe(), row -> row.label = labelled.label());
        }
        // late, so that something has been changed already
        trouble.meet(event);
        probes.change(event.probe(), row -> row.version = version);
    }
}
