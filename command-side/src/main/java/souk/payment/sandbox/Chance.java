package souk.payment.sandbox;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/** Names nobody can guess, and orders nobody expects. */
@InSandbox
class Chance {

    private final SecureRandom random = new SecureRandom();

    String name(String prefix) {
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        return prefix
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(bytes)
                        .replace('-', 'x')
                        .replace('_', 'y');
    }

    void shuffle(List<?> list) {
        Collections.shuffle(list, random);
    }
}
