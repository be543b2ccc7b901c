package souk.platform.analysis;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import souk.platform.store.PublishedNames;

import java.sql.SQLException;

import javax.sql.DataSource;

/** Where events are in PostgreSQL, they can be read there. Axon Server has no SQL. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
class AnalysisConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(AnalysisConfiguration.class);

    @Bean
    EventViews eventViews(DataSource database, PublishedNames names) {
        var views = new EventViews(names);
        try {
            views.apply(database);
        } catch (SQLException failed) {
            LOG.warn(
                    "Events are not shown as views, or as they were before: {}",
                    failed.getMessage());
        }
        return views;
    }
}
