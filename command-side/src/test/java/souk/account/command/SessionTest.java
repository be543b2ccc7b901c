package souk.account.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import souk.account.AccountId;
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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

class SessionTest {

    private static final AccountId MIA = new AccountId("acc_01hzy00000000000000000000a");
    private static final SessionId SESSION = new SessionId("ses_01hzy00000000000000000000b");
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    private static final Instant IN_30_DAYS = NOON.plus(Duration.ofDays(30));

    private static final SessionOpened OPENED =
            new SessionOpened(SESSION, MIA, "first", IN_30_DAYS);
    private static final SessionRefreshed REFRESHED =
            new SessionRefreshed(SESSION, "second", IN_30_DAYS);

    private FixtureConfiguration<Session> session;

    @BeforeEach
    void fixture() {
        session = at(NOON);
    }

    private static FixtureConfiguration<Session> at(Instant now) {
        return new AggregateTestFixture<>(Session.class)
                .registerInjectableResource(Clock.fixed(now, ZoneOffset.UTC));
    }

    private static SessionView view(boolean open, long version) {
        return new SessionView(SESSION, MIA, open, version);
    }

    @Nested
    class Opening {

        @Test
        void issues_a_token_for_thirty_days() {
            session.givenNoPriorActivity()
                    .when(new OpenSession(SESSION, MIA, "first"))
                    .expectEvents(OPENED)
                    .expectResultMessagePayload(view(true, 0));
        }

        @Test
        void twice_changes_nothing() {
            session.given(OPENED)
                    .when(new OpenSession(SESSION, MIA, "first"))
                    .expectNoEvents()
                    .expectResultMessagePayload(view(true, 0));
        }
    }

    @Nested
    class Refreshing {

        @Test
        void gives_one_token_for_another() {
            session.given(OPENED)
                    .when(new RefreshSession(SESSION, "first", "second"))
                    .expectEvents(REFRESHED)
                    .expectResultMessagePayload(view(true, 1));
        }

        @Test
        void lasts_thirty_days_from_then_on() {
            Instant later = NOON.plus(Duration.ofDays(29));
            at(later)
                    .given(OPENED)
                    .when(new RefreshSession(SESSION, "first", "second"))
                    .expectEvents(
                            new SessionRefreshed(
                                    SESSION, "second", later.plus(Duration.ofDays(30))));
        }

        @Test
        void with_a_token_that_was_used_ends_the_session() {
            session.given(OPENED, REFRESHED)
                    .when(new RefreshSession(SESSION, "first", "third"))
                    .expectEvents(new SessionEnded(SESSION, Reason.TOKEN_REUSED))
                    .expectResultMessagePayload(view(false, 2));
        }

        @Test
        void with_a_token_that_never_was_is_refused() {
            session.given(OPENED)
                    .when(new RefreshSession(SESSION, "guessed", "second"))
                    .expectNoEvents()
                    .expectExceptionDetails(new InvalidRefreshToken());
        }

        @Test
        void with_one_of_the_last_thousand_ends_the_session_and_with_one_before_is_refused() {
            List<SessionEvent> happened = new ArrayList<>(List.of(OPENED));
            for (int i = 1; i <= 1_000; i++) {
                happened.add(new SessionRefreshed(SESSION, "token " + i, IN_30_DAYS));
            }

            session.given(happened)
                    .when(new RefreshSession(SESSION, "token 1", "next"))
                    .expectEvents(new SessionEnded(SESSION, Reason.TOKEN_REUSED));
            at(NOON).given(happened)
                    .when(new RefreshSession(SESSION, "first", "next"))
                    .expectNoEvents()
                    .expectExceptionDetails(new InvalidRefreshToken());
        }

        @Test
        void too_late_is_refused() {
            at(IN_30_DAYS)
                    .given(OPENED)
                    .when(new RefreshSession(SESSION, "first", "second"))
                    .expectNoEvents()
                    .expectExceptionDetails(new InvalidRefreshToken());
        }

        @Test
        void after_the_end_is_refused() {
            for (Reason reason : Reason.values()) {
                at(NOON).given(OPENED, REFRESHED, new SessionEnded(SESSION, reason))
                        .when(new RefreshSession(SESSION, "second", "third"))
                        .expectNoEvents()
                        .expectExceptionDetails(new InvalidRefreshToken());
            }
        }
    }

    @Nested
    class Ending {

        @Test
        void is_up_to_whoever_has_a_token() {
            for (String token : new String[] {"first", "second"}) {
                at(NOON).given(OPENED, REFRESHED)
                        .when(new EndSession(SESSION, token))
                        .expectEvents(new SessionEnded(SESSION, Reason.LOGGED_OUT));
            }
        }

        @Test
        void needs_no_token_where_an_access_token_has_shown_whose_it_is() {
            session.given(OPENED)
                    .when(new EndSession(SESSION, null))
                    .expectEvents(new SessionEnded(SESSION, Reason.LOGGED_OUT));
        }

        @Test
        void with_a_token_that_never_was_is_refused() {
            session.given(OPENED)
                    .when(new EndSession(SESSION, "guessed"))
                    .expectNoEvents()
                    .expectExceptionDetails(new InvalidRefreshToken());
        }

        @Test
        void twice_is_refused() {
            session.given(OPENED, new SessionEnded(SESSION, Reason.LOGGED_OUT))
                    .when(new EndSession(SESSION, "first"))
                    .expectNoEvents()
                    .expectExceptionDetails(new InvalidRefreshToken());
        }
    }

    @Test
    void forgets_tokens_that_have_expired() {
        var state = new SessionState();
        for (int day = 0; day < 100; day++) {
            Instant expiry = IN_30_DAYS.plus(Duration.ofDays(day));
            state.evolve(
                    day == 0 ? OPENED : new SessionRefreshed(SESSION, "token" + day, expiry), day);
        }
        assertThat(state.hasIssued("token69")).isFalse();
        assertThat(state.hasIssued("token70")).isTrue();
        assertThat(state.isCurrent("token99")).isTrue();
    }
}
