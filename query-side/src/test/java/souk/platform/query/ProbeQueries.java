package souk.platform.query;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

@Component
@ReadsFrom(Probes.VIEW)
class ProbeQueries {

    record FindTotal(String probe) {}

    private final Probes probes;

    ProbeQueries(Probes probes) {
        this.probes = probes;
    }

    @QueryHandler
    Integer handle(FindTotal query) {
        return probes.total(query.probe());
    }
}
