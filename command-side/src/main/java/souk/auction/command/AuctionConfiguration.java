package souk.auction.command;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.security.SecureRandom;
import java.util.HexFormat;

/** What can be said about auctions from outside. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuctionSettings.class)
class AuctionConfiguration {

    private static final int BYTES = 18;

    @Bean
    Secrets secrets() {
        var random = new SecureRandom();
        return () -> {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        };
    }
}
