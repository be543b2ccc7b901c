package souk.platform.rest.live;

import io.micrometer.observation.ObservationPredicate;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** The live stream, and what can be configured about it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveSettings.class)
class LiveConfiguration {

    /** How long somebody listens is not how long a request takes. */
    @Bean
    ObservationPredicate exceptStreams() {
        return (_, context) ->
                !(context instanceof ServerRequestObservationContext http && isStream(http));
    }

    private static boolean isStream(ServerRequestObservationContext http) {
        HttpServletRequest request = http.getCarrier();
        return request != null && LiveController.PATH.equals(request.getRequestURI());
    }
}
