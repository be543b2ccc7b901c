package souk.audit.query;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import souk.kernel.EventRecords;
import souk.platform.query.rebuild.Rebuilds;

import java.time.Clock;

import javax.sql.DataSource;

/** Checks of this node. */
@Configuration(proxyBeanMethods = false)
class CheckConfiguration {

    @Bean
    Checks checks(
            CheckTable table,
            SealedLog sealed,
            EventRecords records,
            Rebuilds rebuilds,
            PlatformTransactionManager transactions,
            DataSource dataSource,
            Clock clock) {
        return new Checks(
                table,
                sealed,
                records,
                rebuilds,
                new TransactionTemplate(transactions),
                dataSource,
                clock);
    }
}
