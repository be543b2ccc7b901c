package souk.stats.query;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;

/**
 * Where the shop is.
 *
 * @param timeZone tells when a day begins
 * @param currency in which who never sold anything sold nothing
 */
@ConfigurationProperties("souk")
record ShopSettings(@DefaultValue("UTC") ZoneId timeZone, @DefaultValue("EUR") Currency currency) {

    LocalDate dayOf(Instant time) {
        return time.atZone(timeZone).toLocalDate();
    }
}
