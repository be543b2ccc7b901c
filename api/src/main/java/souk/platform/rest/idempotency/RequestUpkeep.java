package souk.platform.rest.idempotency;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps the table of requests from growing, and from being held by the dead. */
@Component
@EnableScheduling
class RequestUpkeep implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(RequestUpkeep.class);

    private final RequestLog requests;
    private final boolean alone;

    RequestUpkeep(RequestLog requests, Environment environment) {
        this.requests = requests;
        // without a database of its own name it is the embedded one, which is one process's alone
        this.alone = environment.getProperty("spring.datasource.url", "").isBlank();
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (alone) {
            requests.releaseOfDeadProcesses();
        }
    }

    @Scheduled(fixedDelayString = "${souk.http.idempotency.cleaning}")
    void clean() {
        int removed = requests.removeExpired();
        if (removed > 0) {
            LOG.debug("{} keyed requests are older than their answers are kept", removed);
        }
    }
}
