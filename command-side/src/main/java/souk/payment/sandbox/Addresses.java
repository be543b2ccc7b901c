package souk.payment.sandbox;

import org.springframework.core.env.Environment;

import java.net.URI;

/** Where buyers and notices are sent: to ourselves, if nobody says otherwise. */
@InSandbox
class Addresses {

    private final Environment environment;

    Addresses(Environment environment) {
        this.environment = environment;
    }

    String payPage(String session) {
        return environment.getProperty("souk.public-url", here()).replaceAll("/+$", "")
                + "/sandbox/pay/"
                + session;
    }

    URI webhook() {
        return URI.create(
                environment.getProperty(
                        "souk.payment.webhook-url", here() + "/api/payments/webhook"));
    }

    // the port of a server may be known only once it runs
    private String here() {
        return "http://localhost:"
                + environment.getProperty(
                        "local.server.port", environment.getProperty("server.port", "8080"));
    }
}
