package souk.platform.store;

import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jpa.JpaTokenStore;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** How far processors have got, the same in both modes. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    @ConditionalOnMissingBean(TokenStore.class)
    JpaTokenStore tokenStore(
            Serializer serializer,
            EntityManagerProvider entities,
            JdbcOperations database,
            @Value("${axon.eventhandling.tokenstore.claim-timeout:10s}") Duration claimTimeout) {
        return new TerseTokenStore(
                serializer,
                entities,
                claimTimeout,
                ManagementFactory.getRuntimeMXBean().getName(),
                database);
    }
}
