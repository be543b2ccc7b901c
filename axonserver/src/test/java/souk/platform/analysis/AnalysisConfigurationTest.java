package souk.platform.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import souk.platform.postgres.TestPostgres;
import souk.platform.store.PublishedNames;

import javax.sql.DataSource;

class AnalysisConfigurationTest {

    private final PGSimpleDataSource database = new PGSimpleDataSource();

    private final ApplicationContextRunner application =
            new ApplicationContextRunner()
                    .withUserConfiguration(AnalysisConfiguration.class)
                    .withBean(DataSource.class, () -> database)
                    .withBean(PublishedNames.class, PublishedNames::of);

    AnalysisConfigurationTest() {
        database.setUrl(TestPostgres.freshDatabase());
    }

    @Test
    void where_events_are_elsewhere_there_are_no_views() {
        application
                .withPropertyValues("axon.axonserver.enabled=true")
                .run(context -> assertThat(context).doesNotHaveBean(EventViews.class));
    }

    @Test
    void a_shop_opens_even_if_analysts_have_to_wait() {
        // there are no events to be shown in this database, so views of them can't be made
        application
                .withPropertyValues("axon.axonserver.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(EventViews.class));
    }
}
