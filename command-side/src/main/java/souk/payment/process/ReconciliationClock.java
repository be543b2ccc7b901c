package souk.payment.process;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import souk.payment.ProviderCommand.ReconcileProvider;
import souk.payment.command.PaymentProvider;

/**
 * Every node reminds; the command goes to one of them, and changes nothing if it comes too often.
 */
@Component
@EnableScheduling
class ReconciliationClock {

    private static final Logger LOG = LoggerFactory.getLogger(ReconciliationClock.class);

    private final CommandGateway commands;
    private final PaymentProvider provider;

    ReconciliationClock(CommandGateway commands, PaymentProvider provider) {
        this.commands = commands;
        this.provider = provider;
    }

    @Scheduled(
            initialDelayString = "${souk.payment.reconcile-every:PT5M}",
            fixedDelayString = "${souk.payment.reconcile-every:PT5M}")
    void remind() {
        commands.send(
                new ReconcileProvider(provider.name()),
                (_, answer) -> {
                    if (answer.isExceptional()) {
                        LOG.warn(
                                "{} can't be asked what we have missed",
                                provider.name(),
                                answer.exceptionResult());
                    }
                });
    }
}
