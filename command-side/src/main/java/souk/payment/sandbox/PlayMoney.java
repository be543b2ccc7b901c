package souk.payment.sandbox;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;

/** Whoever runs a shop for real and has chosen no provider should not learn it from his books. */
@InSandbox
@Profile("production")
class PlayMoney {

    private static final Logger LOG = LoggerFactory.getLogger(PlayMoney.class);

    PlayMoney() {
        LOG.warn(
                "NOBODY PAYS FOR ANYTHING HERE: payments are of the sandbox, where everybody can"
                        + " say that he has paid. Set souk.payment.provider to take real money.");
    }
}
