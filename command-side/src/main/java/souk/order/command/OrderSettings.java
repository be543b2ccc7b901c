package souk.order.command;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How orders are placed.
 *
 * @param payWithin what is not paid by then is cancelled
 * @param numberPrefix one to six capital letters that order numbers begin with
 */
@ConfigurationProperties("souk.order")
record OrderSettings(
        @DefaultValue("PT30M") Duration payWithin, @DefaultValue("SK") String numberPrefix) {

    OrderSettings {
        if (!numberPrefix.matches("[A-Z]{1,6}")) {
            throw new IllegalArgumentException(numberPrefix + " is not one to six capital letters");
        }
    }
}
