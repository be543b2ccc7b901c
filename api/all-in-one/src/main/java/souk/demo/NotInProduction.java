package souk.demo;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Everybody knows the passwords of examples. */
@Configuration(proxyBeanMethods = false)
@Profile("production")
@ConditionalOnProperty("souk.demo")
class NotInProduction {

    NotInProduction() {
        throw new InvalidConfigurationPropertyValueException(
                "souk.demo", true, "Examples have accounts with a password that everybody knows.");
    }
}
