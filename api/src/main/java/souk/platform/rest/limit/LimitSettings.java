package souk.platform.rest.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What one caller may ask for. An account is one caller, and so are all guests of one address.
 *
 * @param logins whatever is about passwords and new tokens
 * @param loopback whether requests from this very machine are limited, too
 */
@ConfigurationProperties("souk.limits")
record LimitSettings(RateLimit reads, RateLimit writes, RateLimit logins, boolean loopback) {}
