package souk.account;

import souk.kernel.Rejection;

import java.util.List;

/** Every way in which accounts and sessions say no. */
public sealed interface AccountRejection extends Rejection {

    record EmailTaken() implements AccountRejection {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "Somebody has registered with this e-mail address.";
        }
    }

    record AccountNotFound() implements AccountRejection {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }

        @Override
        public String message() {
            return "There is no such account.";
        }
    }

    /** Somebody still waits for something that takes knowing him. */
    record AccountInUse(List<Unfinished> unfinished) implements AccountRejection {
        public AccountInUse {
            unfinished = List.copyOf(unfinished);
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String message() {
            return "Some things have to be finished before the account can be erased.";
        }
    }

    /** Which of the two is wrong is nobody's business. */
    record BadCredentials() implements AccountRejection {
        @Override
        public Kind kind() {
            return Kind.UNAUTHENTICATED;
        }

        @Override
        public String message() {
            return "The e-mail address or the password is wrong.";
        }
    }

    /** He is logged in, but it may be somebody else who sits there. */
    record WrongPassword() implements AccountRejection {
        @Override
        public Kind kind() {
            return Kind.FORBIDDEN;
        }

        @Override
        public String message() {
            return "The password is wrong.";
        }
    }

    /** Never issued, used before, expired or revoked: the answer does not tell which. */
    record InvalidRefreshToken() implements AccountRejection {
        @Override
        public Kind kind() {
            return Kind.UNAUTHENTICATED;
        }

        @Override
        public String message() {
            return "The refresh token is not valid (any more). Log in again.";
        }
    }
}
