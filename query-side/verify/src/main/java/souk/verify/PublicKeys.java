package souk.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Ed25519 keys, as files and lines write them. */
final class PublicKeys {

    private static final String ARMOUR = "-----[A-Z ]+-----";

    private PublicKeys() {}

    static PublicKey of(byte[] x509) throws Unreadable {
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509));
        } catch (GeneralSecurityException unfit) {
            throw new Unreadable("the key is no Ed25519 key");
        }
    }

    /** PEM, base 64 of X.509, or a line of a checkpoint file that holds a key. */
    static PublicKey in(Path file) {
        try {
            String text = Files.readString(file).strip();
            if (text.startsWith("{")) {
                return of(Json.line(text).bytes("key"));
            }
            String base64 = text.replaceAll(ARMOUR, "").replaceAll("\\s", "");
            return of(Base64.getDecoder().decode(base64));
        } catch (IOException gone) {
            throw new Unable(file + " can't be read: " + gone.getMessage());
        } catch (Unreadable | IllegalArgumentException unlike) {
            throw new Unable(file + " holds no public key: " + unlike.getMessage());
        }
    }
}
