package souk.platform.rest.security;

import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

import java.util.List;

/** Who may reach what. Nothing is kept between requests. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Origins.class)
class SecurityConfiguration {

    private static final String ADMIN = "ADMIN";

    /**
     * The documentation's browser is the only page; everything else is data and may load nothing.
     */
    private static final String CONTENT_POLICY =
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src"
                    + " 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain http(
            HttpSecurity http,
            Refusals refusals,
            List<RouteRules> rules,
            BearerTokens accessTokens,
            Origins origins,
            @Value("${souk.metrics.public}") boolean publicMetrics)
            throws Exception {
        AuthenticationManager manager =
                presented ->
                        accessTokens.authenticate(
                                ((BearerTokenAuthenticationToken) presented).getToken());
        if (!origins.origins().isEmpty()) {
            http.addFilter(OtherOrigins.filter(origins));
        }
        return http.authorizeHttpRequests(paths -> authorize(paths, rules, publicMetrics))
                .oauth2ResourceServer(
                        tokens ->
                                tokens.authenticationManagerResolver(_ -> manager)
                                        .bearerTokenResolver(new HeaderTokens())
                                        .authenticationEntryPoint(refusals)
                                        .accessDeniedHandler(refusals))
                .exceptionHandling(
                        refused ->
                                refused.authenticationEntryPoint(refusals)
                                        .accessDeniedHandler(refusals))
                .sessionManagement(
                        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // the filter of foreign pages does this
                .csrf(AbstractHttpConfigurer::disable)
                .cors(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(SecurityConfiguration::headers)
                .build();
    }

    private static void authorize(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    paths,
            List<RouteRules> rules,
            boolean publicMetrics) {
        paths.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD).permitAll();
        rules.forEach(rule -> rule.add(paths));
        paths.requestMatchers(EndpointRequest.to("health")).permitAll();
        if (publicMetrics) {
            paths.requestMatchers(EndpointRequest.to("prometheus")).permitAll();
        }
        paths.requestMatchers(EndpointRequest.toAnyEndpoint()).hasRole(ADMIN);
        paths.anyRequest().permitAll();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        // may be kept by the one who asked, but not used without asking again: that is what ETags
        // are for
        headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .addHeaderWriter(new StaticHeadersWriter("Cache-Control", "private, no-cache"))
                .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .xssProtection(HeadersConfigurer.XXssConfig::disable);
    }

    /** Not one span per filter: what a request costs is measured once, around all of it. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder();
    }

    /** SKUs may hold slashes, which clients send encoded. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new PromptFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        return firewall;
    }
}
