package souk.payment.rest;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/** Payments over HTTP, and what can be configured about them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    ProviderSettings.class,
    InboxSettings.class,
    SignatureLimits.Settings.class
})
@PropertySource("classpath:souk/payment/rest/payment.properties")
class PaymentConfiguration {}
