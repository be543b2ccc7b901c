package souk.account.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;

import souk.account.AccountRejection.InvalidRefreshToken;
import souk.account.SessionCommand.EndSession;
import souk.account.SessionCommand.OpenSession;
import souk.account.SessionCommand.RefreshSession;
import souk.account.SessionEvent;
import souk.account.SessionEvent.SessionEnded;
import souk.account.SessionEvent.SessionEnded.Reason;
import souk.account.SessionEvent.SessionOpened;
import souk.account.SessionEvent.SessionRefreshed;
import souk.account.SessionId;
import souk.account.SessionView;
import souk.kernel.Published;
import souk.kernel.Rejected;
import souk.platform.command.EventSourced;

import java.time.Clock;

/** All that follows from one log-in: a chain of tokens, each good for one exchange. */
@EventSourced
@Published("account.Session")
@Revision("1")
class Session {

    @AggregateIdentifier private SessionId sessionId;
    private SessionState state = new SessionState();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    SessionView decide(OpenSession command, Clock clock) {
        if (sessionId == null) {
            apply(
                    new SessionOpened(
                            command.sessionId(),
                            command.accountId(),
                            command.tokenHash(),
                            clock.instant().plus(SessionState.TOKENS_LAST)));
        }
        return view();
    }

    @CommandHandler
    SessionView decide(RefreshSession command, Clock clock) {
        mustNotBeOver(clock);
        mustHaveIssued(command.tokenHash());
        if (state.isCurrent(command.tokenHash())) {
            apply(
                    new SessionRefreshed(
                            sessionId,
                            command.nextTokenHash(),
                            clock.instant().plus(SessionState.TOKENS_LAST)));
        } else {
            // no refusal: that would undo the end of the session
            apply(new SessionEnded(sessionId, Reason.TOKEN_REUSED));
        }
        return view();
    }

    @CommandHandler
    SessionView decide(EndSession command, Clock clock) {
        mustNotBeOver(clock);
        String tokenHash = command.tokenHash();
        if (tokenHash != null) {
            mustHaveIssued(tokenHash);
        }
        apply(new SessionEnded(sessionId, Reason.LOGGED_OUT));
        return view();
    }

    @EventSourcingHandler
    void evolve(SessionEvent event, @SequenceNumber long sequence) {
        sessionId = event.sessionId();
        state.evolve(event, sequence);
    }

    private void mustNotBeOver(Clock clock) {
        if (state.isOver(clock.instant())) {
            throw new Rejected(new InvalidRefreshToken());
        }
    }

    private void mustHaveIssued(String tokenHash) {
        if (!state.hasIssued(tokenHash)) {
            throw new Rejected(new InvalidRefreshToken());
        }
    }

    private SessionView view() {
        return state.view().orElseThrow();
    }

    /** For Axon, which fills it from events. */
    @SuppressWarnings("NullAway.Init")
    protected Session() {}
}
