package lease;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import souk.kernel.Money;
import souk.kernel.Personal;
import souk.kernel.Published;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Events of which some share a name: they are kept where nobody looks for published ones. */
public interface Lease {

    record LeaseId(@JsonValue String value) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public LeaseId {}
    }

    record Tenant(String room, Personal<String> name) {}

    enum Kind {
        WEEKLY
    }

    @Published("lease.LeaseSigned")
    record LeaseSigned(
            LeaseId leaseId,
            Kind kind,
            Money amount,
            @Nullable Money firstRent,
            Personal<String> landlord,
            @Nullable Personal<String> guarantor,
            List<Tenant> tenants,
            List<LeaseId> replaced,
            Instant beginsAt,
            Duration notice,
            int rooms,
            long meters,
            boolean furnished,
            String order,
            String command) {}

    @Published("lease.LeaseSigned")
    @Revision("2")
    record LeaseSignedNow(LeaseId leaseId, Kind kind, @Nullable String agent) {}

    @Published("house.LeaseEnded")
    record LeaseEnded(LeaseId leaseId) {}

    @Published("lease.Signed")
    record Signed(LeaseId leaseId) {}
}
