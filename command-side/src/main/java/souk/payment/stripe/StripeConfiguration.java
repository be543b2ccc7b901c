package souk.payment.stripe;

import com.stripe.StripeClient;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import souk.payment.command.PaymentProvider;

import java.time.Duration;

/** There only if Stripe is chosen. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "souk.payment.provider", havingValue = "stripe")
@EnableConfigurationProperties(StripeSettings.class)
class StripeConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Bean
    PaymentProvider stripe(StripeSettings settings) {
        return provider(settings);
    }

    // whoever calls tries again, and knows better when
    static StripeProvider provider(StripeSettings settings) {
        var client =
                StripeClient.builder()
                        .setApiKey(settings.key())
                        .setConnectTimeout((int) PATIENCE.toMillis())
                        .setReadTimeout((int) PATIENCE.toMillis())
                        .setMaxNetworkRetries(0);
        if (settings.apiBase() != null) {
            client.setApiBase(settings.apiBase().toString());
        }
        return new StripeProvider(client.build(), settings);
    }
}
