package souk.platform.query;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The query side with the store beside it. */
@SpringBootApplication(scanBasePackages = "souk")
@AutoConfigurationPackage(basePackages = "souk")
class QueryTestNode {

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }
}
