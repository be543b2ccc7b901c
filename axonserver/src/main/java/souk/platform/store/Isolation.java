package souk.platform.store;

import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.config.Configuration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks every second whether Axon Server can be reached. */
final class Isolation implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Isolation.class);

    /** A server that is only started again comes back to what it left, as a rule. */
    private static final int PATIENCE = 5;

    private final Withdrawal withdrawal;
    private @Nullable ScheduledExecutorService watch;

    Isolation(
            AxonServerConnectionManager connections,
            String context,
            ObjectProvider<Configuration> axon) {
        withdrawal =
                new Withdrawal(
                        () -> connections.isConnected(context),
                        () ->
                                axon.getObject()
                                        .eventProcessingConfiguration()
                                        .eventProcessors()
                                        .values(),
                        PATIENCE);
    }

    private void look() {
        try {
            withdrawal.look();
        } catch (RuntimeException failed) { // would be the last look
            log.warn("Could not tell whether others should take over", failed);
        }
    }

    @Override
    public void start() {
        watch = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
        watch.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        if (watch != null) {
            watch.shutdownNow();
            watch = null;
        }
    }

    @Override
    public boolean isRunning() {
        return watch != null;
    }
}
