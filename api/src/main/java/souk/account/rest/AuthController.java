package souk.account.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import souk.account.AccountId;
import souk.account.AccountQuery.FindCredentials;
import souk.account.AccountRejection.BadCredentials;
import souk.account.Credentials;
import souk.account.EmailAddress;
import souk.account.EmailKey;
import souk.kernel.Rejected;
import souk.platform.rest.Queries;

import java.util.List;

/** Logging in, staying so, and logging out. */
@RestController
@RequestMapping("/api/auth")
class AuthController {

    record Login(EmailAddress email, String password) {
        @Override
        public String toString() {
            return "Login"; // not for logs
        }
    }

    record Refresh(String refreshToken) {
        @Override
        public String toString() {
            return "Refresh"; // not for logs
        }
    }

    record Logout(@Nullable String refreshToken) {
        @Override
        public String toString() {
            return "Logout"; // not for logs
        }
    }

    private final Queries queries;
    private final Passwords passwords;
    private final LoginLimits limits;
    private final Sessions sessions;
    private final List<LoginListener> listeners;

    AuthController(
            Queries queries,
            Passwords passwords,
            LoginLimits limits,
            Sessions sessions,
            List<LoginListener> listeners) {
        this.queries = queries;
        this.passwords = passwords;
        this.limits = limits;
        this.sessions = sessions;
        this.listeners = listeners;
    }

    @PostMapping("/login")
    ResponseEntity<Tokens> login(
            @RequestBody Login login, HttpServletRequest request, HttpServletResponse response) {
        AccountId account = authenticate(login, request, response);
        Tokens tokens = sessions.open(account);
        listeners.forEach(listener -> listener.loggedIn(account, request, response));
        return secret(tokens);
    }

    private AccountId authenticate(
            Login login, HttpServletRequest request, HttpServletResponse response) {
        EmailKey email = login.email().key();
        Credentials found = queries.ask(new FindCredentials(email), Credentials.class);
        boolean matching =
                limits.attempt(
                        email,
                        request,
                        response,
                        () -> passwords.match(login.password(), found.passwordHash()));
        AccountId account = found.accountId();
        if (!matching || account == null) {
            throw new Rejected(new BadCredentials());
        }
        return account;
    }

    @PostMapping("/refresh")
    ResponseEntity<Tokens> refresh(@RequestBody Refresh refresh) {
        return secret(sessions.refresh(RefreshToken.parse(refresh.refreshToken())));
    }

    /** By a refresh token, or else by the access token that the request is made with. */
    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(@RequestBody(required = false) @Nullable Logout logout) {
        String token = logout == null ? null : logout.refreshToken();
        if (token == null) {
            sessions.endOwn();
        } else {
            sessions.end(RefreshToken.parse(token));
        }
    }

    private static ResponseEntity<Tokens> secret(Tokens tokens) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(tokens);
    }
}
