package souk.projection.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import souk.platform.query.ProbeEvent.Counted;
import souk.platform.query.ProbeEvent.Opened;
import souk.platform.query.Probes;
import souk.platform.query.QueryNodeTest;
import souk.platform.query.Trouble;
import souk.projection.AllProjections;
import souk.projection.ProjectionQuery.FindProjection;
import souk.projection.ProjectionQuery.ListProjections;
import souk.projection.ProjectionRejection.ProjectionNotFound;
import souk.projection.ProjectionView;

import java.util.concurrent.CountDownLatch;

@QueryNodeTest
class ProjectionQueriesTest {

    @Autowired Probes probes;
    @Autowired Trouble trouble;
    @Autowired QueryGateway queries;

    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void end() {
        goOn.countDown();
        trouble.ends();
    }

    private ProjectionView view() {
        return queries.query(new FindProjection(Probes.VIEW), ProjectionView.class).join();
    }

    @Test
    void lists_all_by_name() {
        assertThat(queries.query(new ListProjections(), AllProjections.class).join().items())
                .extracting(ProjectionView::name)
                .contains("cart.view", "probe.view")
                .isSorted();
    }

    @Test
    void tells_how_far_one_is() {
        String probe = Probes.name();
        long before = probes.happen(new Opened(probe));
        probes.awaitHandled(before);
        trouble.comes(event -> goOn.await());
        probes.happen(new Counted(probe, 1), new Counted(probe, 2), new Counted(probe, 3));

        await().untilAsserted(
                        () -> {
                            assertThat(view().position()).isEqualTo(before);
                            assertThat(view().head()).isEqualTo(before + 3);
                            assertThat(view().lag()).isEqualTo(3);
                        });
        goOn.countDown();
        probes.awaitHandled(before + 3);

        assertThat(view().position()).isEqualTo(before + 3);
        assertThat(view().lag()).isZero();
        assertThat(view().rate()).isPositive();
        assertThat(view().generation()).isEqualTo(1);
    }

    @Test
    void counts_dead_letters() {
        String probe = Probes.name();
        long before = view().deadLetters();
        trouble.comes(
                event -> {
                    throw new IllegalStateException("poison");
                });

        probes.awaitHandled(probes.happen(new Opened(probe), new Counted(probe, 1)));

        assertThat(view().deadLetters()).isEqualTo(before + 2);
    }

    @Test
    void refuses_what_is_not_there() {
        var asked = queries.query(new FindProjection("no.view"), ProjectionView.class);

        assertThatThrownBy(asked::join)
                .satisfies(
                        refused ->
                                assertThat(HandlerExecutionException.resolveDetails(refused))
                                        .contains(new ProjectionNotFound("no.view")));
    }
}
