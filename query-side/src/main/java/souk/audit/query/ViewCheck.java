package souk.audit.query;

import souk.audit.CheckId;
import souk.audit.CheckView;
import souk.audit.Finding;
import souk.audit.Finding.Place;
import souk.audit.Finding.What;
import souk.platform.query.rebuild.Phase;
import souk.platform.query.rebuild.Rebuild;
import souk.platform.query.rebuild.Rebuild.Difference;
import souk.platform.query.rebuild.Rebuild.Failure;
import souk.platform.query.rebuild.Rebuild.Kind;
import souk.platform.query.rebuild.Rebuild.Options;
import souk.platform.query.rebuild.Rebuilds;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Makes views beside the live ones from their events, and tells in what they differ. */
final class ViewCheck {

    private static final String PREFIX = "reb_";
    private static final long GLANCE_MILLIS = 250;

    private final Rebuilds rebuilds;
    private final CheckTable table;
    private final Course course;
    private final Clock clock;

    ViewCheck(Rebuilds rebuilds, CheckTable table, Course course, Clock clock) {
        this.rebuilds = rebuilds;
        this.table = table;
        this.course = course;
        this.clock = clock;
    }

    void run(CheckId check, List<String> projections) throws InterruptedException {
        course.enter(CheckView.Phase.VIEWS, true, 0);
        List<String> ids = table.rebuilds(check);
        while (ids.isEmpty()) {
            ids = begin(check, projections);
            if (ids.isEmpty()) {
                // one of them is being rebuilt: until that is over
                course.tell(0);
                rest();
            }
        }
        try {
            await(ids);
        } catch (Course.Stopped stopped) {
            if (course.isCancelled()) {
                ids.forEach(rebuilds::cancel);
            }
            throw stopped;
        }
        ids.forEach(this::tell);
        course.tell(0);
        ids.forEach(this::mustBeDone);
    }

    private void mustBeDone(String id) {
        Rebuild rebuild = rebuilds.find(id).orElseThrow();
        if (rebuild.phase() != Phase.DONE) {
            throw new CheckRun.Incomplete(
                    "%s was not compared: its rebuild %s is %s"
                            .formatted(rebuild.projection(), id, rebuild.phase()));
        }
    }

    private List<String> begin(CheckId check, List<String> projections) {
        List<Rebuild> together = new ArrayList<>();
        for (String projection : projections) {
            together.add(
                    Rebuild.of(
                            idFor(check, together.size()),
                            projection,
                            Kind.CHECK,
                            new Options(false, true, 0, null, check.value()),
                            clock.instant()));
        }
        List<String> ids = together.stream().map(Rebuild::id).toList();
        // the ids follow from the check's: whoever takes it up again finds what was begun
        boolean begun = rebuilds.find(ids.getFirst()).isPresent() || rebuilds.begin(together);
        if (!begun) {
            return List.of();
        }
        table.rebuilds(check, ids);
        return ids;
    }

    private static String idFor(CheckId check, int number) {
        String body = check.value().substring(CheckId.PREFIX.length());
        return PREFIX + body.substring(0, body.length() - 1) + Integer.toString(number, 10);
    }

    private void await(List<String> ids) throws InterruptedException {
        boolean over = false;
        while (!over) {
            List<Rebuild> all = ids.stream().map(rebuilds::find).flatMap(Optional::stream).toList();
            over = all.stream().allMatch(it -> it.endedAt() != null);
            course.follows(
                    all.stream().mapToLong(it -> it.progress().done()).sum(),
                    all.stream().mapToLong(it -> it.progress().total()).sum());
            if (!over) {
                rest();
            }
        }
    }

    private void rest() throws InterruptedException {
        course.mustGoOn();
        TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
    }

    private void tell(String id) {
        Rebuild rebuild = rebuilds.find(id).orElseThrow();
        Failure failure = rebuild.failure();
        if (failure != null) {
            course.finds(
                    new Finding(
                            What.VIEW,
                            failure.position(),
                            failure.position(),
                            new Place(rebuild.projection(), "", null, null),
                            "Could not be made anew: " + failure.cause()));
        }
        for (Difference it : rebuilds.differences(id)) {
            course.finds(
                    new Finding(
                            What.VIEW,
                            null,
                            null,
                            new Place(rebuild.projection(), it.table(), it.key(), it.column()),
                            "shown: %s, by its events: %s".formatted(it.live(), it.rebuilt())));
        }
    }
}
