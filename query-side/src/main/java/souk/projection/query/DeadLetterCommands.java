package souk.projection.query;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import souk.kernel.MessageKeys;
import souk.kernel.Rejected;
import souk.platform.query.DeadLetterHandling;
import souk.platform.query.DeadLetterHandling.Outcome;
import souk.platform.query.DeadLetters;
import souk.platform.query.Letter;
import souk.platform.query.Projections;
import souk.projection.ProjectionCommand;
import souk.projection.ProjectionCommand.DiscardDeadLetter;
import souk.projection.ProjectionCommand.RetryDeadLetter;
import souk.projection.ProjectionRejection.DeadLetterNotFound;
import souk.projection.ProjectionRejection.NotNextInSequence;
import souk.projection.ProjectionRejection.ProjectionNotFound;
import souk.projection.RetryOutcome;

/** Does what the keepers of a projection decide about its dead letters. */
@Component
class DeadLetterCommands {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterCommands.class);

    private static final String NOBODY = "system";

    private final Projections projections;
    private final DeadLetters letters;
    private final DeadLetterHandling handling;

    DeadLetterCommands(Projections projections, DeadLetters letters, DeadLetterHandling handling) {
        this.projections = projections;
        this.letters = letters;
        this.handling = handling;
    }

    @CommandHandler
    RetryOutcome decide(RetryDeadLetter command) {
        Letter first = mustBeFirst(command);
        boolean handled = mustNotBeGone(command, handling.handle(first)) == Outcome.DONE;
        boolean goOn = handled;
        while (goOn) {
            goOn =
                    letters.first(first.projection(), first.sequence())
                            .map(handling::handle)
                            .filter(Outcome.DONE::equals)
                            .isPresent();
        }
        return new RetryOutcome(handled, letters.count(first.projection(), first.sequence()));
    }

    @CommandHandler
    void decide(
            DiscardDeadLetter command,
            @MetaDataValue(MessageKeys.ACTOR) @Nullable String actor,
            @MetaDataValue(MessageKeys.IDEMPOTENCY_KEY) @Nullable String request) {
        if (handling.hasDiscarded(command.projection(), command.letterId(), request)) {
            return;
        }
        Letter first = mustBeFirst(command);
        String by = actor == null ? NOBODY : actor;
        mustNotBeGone(command, handling.discard(first, by, command.reason(), request));
        log.info(
                "{} discarded the letter {} ({} at position {}, sequence {}) of {}: {}",
                by,
                first.id(),
                first.type(),
                first.position(),
                first.sequence(),
                first.projection(),
                command.reason());
    }

    private Letter mustBeFirst(ProjectionCommand command) {
        if (!projections.names().contains(command.projection())) {
            throw new Rejected(new ProjectionNotFound(command.projection()));
        }
        Letter letter =
                letters.find(command.projection(), command.letterId())
                        .orElseThrow(() -> notFound(command));
        Letter first =
                letters.first(command.projection(), letter.sequence())
                        .orElseThrow(() -> notFound(command));
        if (!first.id().equals(letter.id())) {
            throw new Rejected(new NotNextInSequence(letter.id(), first.id()));
        }
        return first;
    }

    private static Outcome mustNotBeGone(ProjectionCommand command, Outcome outcome) {
        if (outcome == Outcome.GONE) {
            throw notFound(command);
        }
        return outcome;
    }

    private static Rejected notFound(ProjectionCommand command) {
        return new Rejected(new DeadLetterNotFound(command.letterId()));
    }
}
