package souk.account.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

import souk.account.Access;
import souk.account.AccountId;
import souk.account.AccountQuery.FindAccess;
import souk.account.AccountQuery.FindSession;
import souk.account.AccountRejection.BadCredentials;
import souk.account.AccountRejection.InvalidRefreshToken;
import souk.account.SessionCommand;
import souk.account.SessionCommand.EndSession;
import souk.account.SessionCommand.OpenSession;
import souk.account.SessionCommand.RefreshSession;
import souk.account.SessionId;
import souk.account.SessionView;
import souk.kernel.Rejected;
import souk.kernel.Rejection;
import souk.kernel.Rejection.Kind;
import souk.platform.rest.Commands;
import souk.platform.rest.Queries;
import souk.platform.rest.call.Mint;

/** Turns what happens to sessions into tokens. */
@Component
class Sessions {

    private final Commands commands;
    private final Queries queries;
    private final Mint mint;
    private final AccessTokens tokens;
    private final AuthSettings settings;

    Sessions(
            Commands commands,
            Queries queries,
            Mint mint,
            AccessTokens tokens,
            AuthSettings settings) {
        this.commands = commands;
        this.queries = queries;
        this.mint = mint;
        this.tokens = tokens;
        this.settings = settings;
    }

    Tokens open(AccountId account) {
        SessionId session = new SessionId(mint.id(SessionId.PREFIX));
        RefreshToken first = RefreshToken.minted(session, mint);
        commands.send(new OpenSession(session, account, first.hash()), SessionView.class);
        return tokensIfThere(account, first, new BadCredentials());
    }

    Tokens refresh(RefreshToken presented) {
        RefreshToken next = RefreshToken.minted(presented.session(), mint);
        AccountId account = find(presented.session(), null).accountId();
        // all that can fail comes first: whoever is told to try again must have a token still
        Tokens tokens = tokensIfThere(account, next, new InvalidRefreshToken());
        SessionView session =
                send(new RefreshSession(presented.session(), presented.hash(), next.hash()));
        if (!session.open()) {
            throw new Rejected(new InvalidRefreshToken());
        }
        return tokens;
    }

    void end(RefreshToken presented) {
        send(new EndSession(presented.session(), presented.hash()));
    }

    /** The session of the access token that the request is made with. */
    void endOwn() {
        String session =
                SecurityContextHolder.getContext().getAuthentication()
                                instanceof JwtAuthenticationToken caller
                        ? caller.getToken().getClaimAsString(AccessTokens.SESSION)
                        : null;
        if (session == null) {
            throw new AuthenticationCredentialsNotFoundException("no session");
        }
        send(new EndSession(new SessionId(session), null));
    }

    private SessionView send(SessionCommand command) {
        try {
            return commands.send(command, SessionView.class)
                    .orElseRead(at -> find(command.sessionId(), at));
        } catch (Rejected refused) {
            if (refused.rejection().kind() == Kind.NOT_FOUND) {
                throw new Rejected(new InvalidRefreshToken());
            }
            throw refused;
        }
    }

    private SessionView find(SessionId session, @Nullable Long position) {
        return queries.ask(new FindSession(session), SessionView.class, position);
    }

    // whoever is erased has no sessions any more, whatever their streams say
    private Tokens tokensIfThere(AccountId account, RefreshToken refresh, Rejection otherwise) {
        try {
            return tokens(account, refresh);
        } catch (Rejected refused) {
            if (refused.rejection().kind() == Kind.NOT_FOUND) {
                throw new Rejected(otherwise);
            }
            throw refused;
        }
    }

    private Tokens tokens(AccountId account, RefreshToken refresh) {
        Access access = queries.ask(new FindAccess(account), Access.class);
        return new Tokens(
                tokens.issue(access, refresh.session()),
                "Bearer",
                settings.accessTokensLast().toSeconds(),
                refresh.text());
    }
}
