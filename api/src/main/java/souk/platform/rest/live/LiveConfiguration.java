package souk.platform.rest.live;

import io.micrometer.observation.ObservationPredicate;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;

import souk.platform.rest.call.Routes;

/** The live stream, and what can be configured about it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveSettings.class)
class LiveConfiguration {

    private static final Routes STREAM = Routes.of(LiveController.PATH);

    /** How long somebody listens is not how long a request takes. */
    @Bean
    ObservationPredicate exceptStreams() {
        return (_, context) ->
                !(context instanceof ServerRequestObservationContext http && isStream(http));
    }

    private static boolean isStream(ServerRequestObservationContext http) {
        HttpServletRequest request = http.getCarrier();
        return request != null && STREAM.include(request);
    }
}
