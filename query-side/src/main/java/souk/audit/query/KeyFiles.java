package souk.audit.query;

import souk.kernel.proof.Checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The keys that sign, one file each, for nobody's eyes but ours. They are nowhere else. */
final class KeyFiles {

    private static final String ALGORITHM = "Ed25519";
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
    private static final String END = "\n-----END PRIVATE KEY-----\n";

    private final Path directory;

    KeyFiles(Path directory) {
        this.directory = directory;
    }

    /** A new one, on disk before it is used. */
    KeyPair create() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            write(
                    file(Checkpoint.idOf(pair.getPublic())),
                    BEGIN
                            + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())
                            + END);
            return pair;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    boolean has(String keyId) {
        return Files.isReadable(file(keyId));
    }

    PrivateKey privateKey(String keyId) {
        if (!has(keyId)) {
            throw new Contradiction("the private key " + file(keyId) + " is not there");
        }
        try {
            String text = Files.readString(file(keyId)).replace(BEGIN, "").replace(END, "");
            byte[] encoded = Base64.getMimeDecoder().decode(text);
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException unfit) {
            throw new Contradiction(file(keyId) + " holds no private key");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Path file(String keyId) {
        return directory.resolve(keyId + ".pem");
    }

    private void write(Path file, String content) throws IOException {
        Files.createDirectories(directory, permissions("rwx------"));
        Path written = Files.createTempFile(directory, "key", ".new", permissions("rw-------"));
        Durable.append(written, content.getBytes(StandardCharsets.US_ASCII));
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        Durable.sync(directory);
    }

    private static FileAttribute<?> permissions(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
