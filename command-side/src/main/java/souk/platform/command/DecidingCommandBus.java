package souk.platform.command;

import io.micrometer.core.instrument.Counter;

import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.AxonTransientException;
import org.axonframework.common.ExceptionUtils;
import org.axonframework.common.Registration;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;

import souk.kernel.CommonRejection.NotFound;
import souk.kernel.CommonRejection.ServiceUnavailable;
import souk.kernel.CommonRejection.TooMuchContention;
import souk.kernel.DatabaseOutage;
import souk.kernel.MessageKeys;
import souk.kernel.Rejected;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Runs decisions in the caller's thread, with no transaction around them: the event store makes
 * their events durable. Conflicts are decided again, keyed commands are carried out once, answers
 * carry the position of what they caused.
 */
class DecidingCommandBus extends SimpleCommandBus {

    private static final int ATTEMPTS = 20;
    private static final long MAX_PAUSE_MICROS = 20_000;

    private final List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors =
            new CopyOnWriteArrayList<>();
    private final RequestClaims claims;
    private final LongSupplier head;
    private final Counter retries;

    DecidingCommandBus(RequestClaims claims, LongSupplier head, Counter retries) {
        super(SimpleCommandBus.builder());
        this.claims = claims;
        this.head = head;
        this.retries = retries;
        registerHandlerInterceptor(claims);
    }

    @Override
    public Registration registerHandlerInterceptor(
            MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        interceptors.add(interceptor);
        return () -> interceptors.remove(interceptor);
    }

    @Override
    protected <C, R> void handle(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        callback.onResult(command, decideOrRefuse(command, handler));
    }

    private <R> CommandResultMessage<R> decideOrRefuse(
            CommandMessage<?> command, MessageHandler<? super CommandMessage<?>> handler) {
        CommandResultMessage<R> answer;
        try {
            answer = decide(command, handler);
        } catch (AxonTransientException outage) {
            answer = GenericCommandResultMessage.asCommandResultMessage(outage);
        }
        return answer.isExceptional() && passes(answer.exceptionResult())
                ? refusal(new Rejected(new ServiceUnavailable("the event store")))
                : answer;
    }

    // conflicts get here from within another decision, which is to be taken again as a whole
    private static boolean passes(Throwable failure) {
        return DatabaseOutage.isBehind(failure)
                || ExceptionUtils.findException(failure, AxonTransientException.class)
                        .filter(passing -> !(passing instanceof ConcurrencyException))
                        .filter(passing -> !(passing instanceof LockAcquisitionFailedException))
                        .isPresent();
    }

    private <R> CommandResultMessage<R> decide(
            CommandMessage<?> command, MessageHandler<? super CommandMessage<?>> handler) {
        for (int attempt = 1; ; attempt++) {
            CommandResultMessage<R> answer = attempt(command, handler);
            if (!answer.isExceptional()) {
                return answer;
            }
            Throwable failure = answer.exceptionResult();
            boolean conflict = failure instanceof ConcurrencyException;
            if ((conflict || failure instanceof Rejected) && claims.isHandled(command)) {
                return alreadyHandled();
            }
            if (!conflict || CurrentUnitOfWork.isStarted()) {
                return failure instanceof AggregateNotFoundException
                        ? refusal(new Rejected(new NotFound(resourceOf(command))))
                        : answer;
            }
            if (attempt == ATTEMPTS) {
                return refusal(new Rejected(new TooMuchContention()));
            }
            retries.increment();
            pause(attempt);
        }
    }

    private <R> CommandResultMessage<R> attempt(
            CommandMessage<?> command, MessageHandler<? super CommandMessage<?>> handler) {
        UnitOfWork<CommandMessage<?>> unit = DefaultUnitOfWork.startAndGet(command);
        var chain = new DefaultInterceptorChain<>(unit, interceptors, handler);
        var result =
                unit.executeWithResult(chain::proceed, RollbackConfigurationType.ANY_THROWABLE);
        CommandResultMessage<R> answer = GenericCommandResultMessage.asCommandResultMessage(result);
        return answer.isExceptional() || CurrentUnitOfWork.isStarted()
                ? answer
                : answer.andMetaData(positionOf(unit));
    }

    // Axon Server does not tell; the head is at or behind whatever we caused
    private Map<String, Long> positionOf(UnitOfWork<?> unit) {
        Long position = unit.getResource(MessageKeys.POSITION);
        return position == null ? headIfKnown() : Map.of(MessageKeys.POSITION, position);
    }

    // what is done is done, even where nobody can say at which position
    private Map<String, Long> headIfKnown() {
        try {
            return Map.of(MessageKeys.POSITION, head.getAsLong());
        } catch (AxonTransientException outage) {
            return Map.of();
        }
    }

    /** He is shown what has become of it: without a position a view may not know it yet. */
    private <R> CommandResultMessage<R> alreadyHandled() {
        CommandResultMessage<R> nothing =
                GenericCommandResultMessage.asCommandResultMessage((Object) null);
        return nothing.andMetaData(
                Map.of(MessageKeys.REPLAYED, true, MessageKeys.POSITION, head.getAsLong()));
    }

    // commands of package souk.cart look for a cart
    private static String resourceOf(CommandMessage<?> command) {
        String capability = command.getPayloadType().getPackageName();
        return capability.substring(capability.lastIndexOf('.') + 1);
    }

    private static <R> CommandResultMessage<R> refusal(Rejected refusal) {
        return GenericCommandResultMessage.asCommandResultMessage(refusal);
    }

    // full jitter: those who collided once should not collide again
    private static void pause(int attempt) {
        long limit = Math.min(MAX_PAUSE_MICROS, 100L << attempt);
        try {
            TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextLong(limit));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
