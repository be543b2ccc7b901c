package souk.platform.rest.problem;

import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Duration;

/** Tomcat as far as it answers by itself. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    private static final String BESIDE_CHUNKS = "64";

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatSaysNoLikeWeDo() {
        return tomcat ->
                tomcat.addContextCustomizers(
                        context ->
                                ((StandardHost) context.getParent())
                                        .setErrorReportValveClass(ProblemValve.class.getName()));
    }

    /**
     * SKUs may hold slashes, which clients send encoded; they are decoded after the path is split.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
        return tomcat ->
                tomcat.addConnectorCustomizers(
                        connector ->
                                connector.setEncodedSolidusHandling(
                                        EncodedSolidusHandling.DECODE.getValue()));
    }

    /** Tomcat would read forms by itself, past every limit of ours. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> unreadForms() {
        return tomcat ->
                tomcat.addConnectorCustomizers(connector -> connector.setParseBodyMethods(""));
    }

    /**
     * What stands beside and behind the chunks of a body is read by Tomcat in one go, where nobody
     * looks how long that takes: it may not be long.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> bareChunks() {
        return tomcat ->
                tomcat.addConnectorCustomizers(
                        connector -> {
                            connector.setProperty("maxExtensionSize", BESIDE_CHUNKS);
                            connector.setProperty("maxTrailerSize", BESIDE_CHUNKS);
                        });
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> promptHeads(
            @Value("${souk.http.head-within}") Duration within) {
        return tomcat -> {
            tomcat.setProtocol(PromptHeads.class.getName());
            tomcat.addConnectorCustomizers(
                    connector ->
                            ((PromptHeads) connector.getProtocolHandler()).setPatience(within));
        };
    }
}
