package souk.errand.command;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.queryhandling.QueryHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import souk.errand.ErrandCommand.DiscardErrand;
import souk.errand.ErrandCommand.RetryErrand;
import souk.errand.ErrandPage;
import souk.errand.ErrandQuery.ListParkedErrands;
import souk.errand.ErrandRejection.ErrandNotFound;
import souk.errand.ParkedErrand;
import souk.kernel.Rejected;
import souk.platform.process.Parking;
import souk.platform.process.Parking.Parked;

import java.util.List;

/** Shows errands that were parked, and takes them up again or throws them away. */
@Component
class ErrandDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ErrandDesk.class);

    private final Parking parking;

    ErrandDesk(Parking parking) {
        this.parking = parking;
    }

    @CommandHandler
    void decide(RetryErrand command) {
        mustBeThere(parking.takeUp(command.errandId()));
        LOG.info("The errand {} is tried again", command.errandId());
    }

    @CommandHandler
    void decide(DiscardErrand command) {
        mustBeThere(parking.throwAway(command.errandId()));
        LOG.info("The errand {} is thrown away", command.errandId());
    }

    private static void mustBeThere(boolean there) {
        if (!there) {
            throw new Rejected(new ErrandNotFound());
        }
    }

    @QueryHandler
    ErrandPage handle(ListParkedErrands query) {
        List<Parked> found = parking.list(query.after(), query.limit() + 1);
        boolean more = found.size() > query.limit();
        List<Parked> page = more ? found.subList(0, query.limit()) : found;
        return new ErrandPage(
                page.stream().map(ErrandDesk::shown).toList(),
                more ? page.getLast().id() : null,
                query.total() ? (Long) parking.count() : null);
    }

    private static ParkedErrand shown(Parked parked) {
        return new ParkedErrand(
                parked.id(),
                parked.command(),
                parked.payload(),
                parked.reason(),
                parked.attempts(),
                parked.parkedAt());
    }
}
