package souk.account.rest;

/**
 * What somebody gets who has logged in.
 *
 * @param expiresIn how many seconds the access token is good
 */
record Tokens(String accessToken, String tokenType, long expiresIn, String refreshToken) {

    @Override
    public String toString() {
        return "Tokens"; // not for logs
    }
}
