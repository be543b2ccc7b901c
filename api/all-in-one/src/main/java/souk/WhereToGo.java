package souk;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells whoever has started this where to go, as soon as there is something to see. */
@Component
class WhereToGo {

    private static final Logger LOG = LoggerFactory.getLogger(WhereToGo.class);

    @EventListener
    void on(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext context
                && context.getWebServer() instanceof WebServer server) {
            String home = "http://localhost:" + server.getPort();
            LOG.info("Ready at   {}", home);
            LOG.info("  Docs     {}/docs", home);
            LOG.info("  OpenAPI  {}/api/openapi.json", home);
            LOG.info("  Health   {}/actuator/health", home);
        }
    }
}
