package souk.account.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import souk.account.AccountQuery.FindCredentials;
import souk.account.AccountRejection.WrongPassword;
import souk.account.AccountView;
import souk.account.Credentials;
import souk.account.EmailAddress;
import souk.account.EmailKey;
import souk.kernel.Rejected;
import souk.platform.rest.Queries;
import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemException;

/** Whether somebody who is logged in still is who he was: for what can't be undone. */
@Component
class PasswordCheck {

    private final Queries queries;
    private final Passwords passwords;
    private final LoginLimits limits;

    PasswordCheck(Queries queries, Passwords passwords, LoginLimits limits) {
        this.queries = queries;
        this.passwords = passwords;
        this.limits = limits;
    }

    /** Nothing is asked of those whom another issuer of tokens vouches for: they have none here. */
    void mustMatch(
            AccountView account,
            @Nullable String given,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (account.email() == null) {
            return;
        }
        EmailKey email = new EmailAddress(account.email()).key();
        Credentials known = queries.ask(new FindCredentials(email), Credentials.class);
        if (!account.id().equals(known.accountId())) {
            return;
        }
        if (given == null) {
            throw new ProblemException(
                    Problem.invalid("password", "password_required", "must be given again"));
        }
        if (!limits.attempt(
                email, request, response, () -> passwords.match(given, known.passwordHash()))) {
            throw new Rejected(new WrongPassword());
        }
    }
}
