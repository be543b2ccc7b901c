package souk.account.rest;

import souk.account.AccountRejection.InvalidRefreshToken;
import souk.account.SessionId;
import souk.kernel.InvalidValue;
import souk.kernel.Rejected;
import souk.kernel.Sha256;
import souk.platform.rest.call.Mint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which session, and the secret that makes it somebody's. Only a hash of it is ever stored. */
record RefreshToken(SessionId session, String secret) {

    private static final Pattern FORM = Pattern.compile("([a-z0-9_]{30})\\.([A-Za-z0-9_-]{43})");

    static RefreshToken minted(SessionId session, Mint mint) {
        return new RefreshToken(session, mint.token());
    }

    static RefreshToken parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new Rejected(new InvalidRefreshToken());
        }
        try {
            return new RefreshToken(new SessionId(form.group(1)), form.group(2));
        } catch (InvalidValue none) {
            throw new Rejected(new InvalidRefreshToken());
        }
    }

    // of 256 random bits: nothing to be guessed
    String hash() {
        return Sha256.hex(secret);
    }

    String text() {
        return session + "." + secret;
    }

    @Override
    public String toString() {
        return "RefreshToken[" + session + "]";
    }
}
