package souk.platform.store;

import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/** How messages and events are written, the same in both modes. */
@Configuration(proxyBeanMethods = false)
class SerializationConfiguration {

    /** PostgreSQL keeps microseconds: an event must not change its time by being stored. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    @Bean
    PublishedNames publishedNames() {
        return PublishedNames.in("souk");
    }

    @Bean
    SubjectKeys subjectKeys(DataSource dataSource, Clock clock) {
        return new SubjectKeys(OutsideTransactions.on(dataSource), clock);
    }

    @Bean
    @Primary
    Serializer serializer() {
        return AllowListedSerializer.create();
    }

    @Bean
    @Qualifier("messageSerializer")
    Serializer messageSerializer(Serializer serializer) {
        return serializer;
    }

    @Bean
    @Qualifier("eventSerializer")
    PublishedSerializer eventSerializer(PublishedNames names, SubjectKeys keys) {
        return new PublishedSerializer(names, PersonalModule.sealing(keys));
    }

    @Bean
    UpcasterChain upcasterChain(PublishedNames names, ObjectProvider<RevisionUpcaster> upcasters) {
        return new UpcasterChain(names, upcasters.stream().toList());
    }

    @Bean
    ConfigurerModule upcasting(UpcasterChain chain) {
        return configurer ->
                chain.ordered()
                        .forEach(upcaster -> configurer.registerEventUpcaster(_ -> upcaster));
    }

    @Bean
    CorrelationDataProvider messageOrigin() {
        return new MessageOrigin();
    }

    @Bean
    ConfigurerModule eventTimes(Clock clock) {
        return _ -> GenericEventMessage.clock = clock;
    }
}
