package dev.lockkeeper.gate;

import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The private half of an Ed25519 pair, which signs attestations; its text form shows nothing of it. */
public final class SigningKey {

    /** Holds the key itself. */
    public static final String VARIABLE = "LOCKKEEPER_SIGNING_KEY";
    /** Holds the name of a file with the key. */
    public static final String FILE_VARIABLE = "LOCKKEEPER_SIGNING_KEY_FILE";

    static final String PRIVATE = "PRIVATE KEY";

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);
    private static final String ADVICE = "lockkeeper init --keys, which writes a new pair";

    private final PrivateKey key;
    private final TrustedKey half;

    private SigningKey(PrivateKey key, TrustedKey half) {
        this.key = key;
        this.half = half;
    }

    static SigningKey create() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SigningKey(pair.getPrivate(), new TrustedKey(pair.getPublic()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", impossible);
        }
    }

    /**
     * The key of a file, or else of the environment; empty when neither names one.
     *
     * @param file what the command line names
     * @param environment a variable's value by its name, or null
     */
    public static Optional<SigningKey> find(Optional<Path> file, UnaryOperator<@Nullable String> environment) {
        if (file.isPresent()) {
            return file.map(SigningKey::read);
        }
        String text = environment.apply(VARIABLE);
        if (text != null && !text.isBlank()) {
            return Optional.of(parse(text, "the variable " + VARIABLE));
        }
        String named = environment.apply(FILE_VARIABLE);
        return named == null || named.isBlank() ? Optional.empty() : Optional.of(read(Path.of(named)));
    }

    static SigningKey read(Path file) {
        try {
            refuseOpen(file);
            return parse(Files.readString(file, StandardCharsets.US_ASCII), file.toString());
        } catch (IOException e) {
            throw LockkeeperException.because("Could not read the signing key " + file + ".")
                    .answered(e.getClass().getSimpleName())
                    .tryThis(ADVICE)
                    .causedBy(e);
        }
    }

    private static void refuseOpen(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
            throw LockkeeperException.because(
                            "Others may read the signing key " + file + ", so whatever it signs says nothing.")
                    .tryThis("chmod 600 " + file
                            + ", or a new pair if somebody may have read it: lockkeeper init --keys");
        }
    }

    static SigningKey parse(String text, String where) {
        byte[] secret = Pem.find(PRIVATE, text)
                .orElseThrow(() -> LockkeeperException.because("There is no private key in " + where + ".")
                        .tryThis(ADVICE));
        TrustedKey half = TrustedKey.parse(text)
                .orElseThrow(() -> LockkeeperException.because("The public half is missing in " + where + ".")
                        .tryThis("keeping both blocks of the file that lockkeeper init --keys wrote"));
        try {
            SigningKey key = new SigningKey(
                    KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(secret)), half);
            byte[] trial = "lockkeeper".getBytes(StandardCharsets.US_ASCII);
            if (!half.verifies(trial, key.sign(trial))) {
                throw LockkeeperException.because("The two halves of the key in " + where + " are not of one pair.")
                        .tryThis(ADVICE);
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw LockkeeperException.because("The private key in " + where + " is no Ed25519 key.")
                    .tryThis(ADVICE)
                    .causedBy(e);
        }
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key signs", e);
        }
    }

    /** The half that everybody may have. */
    public TrustedKey half() {
        return half;
    }

    String pem() {
        return Pem.of(PRIVATE, key.getEncoded()) + half.pem();
    }

    @Override
    public String toString() {
        return "signing key " + half.id();
    }

    static PublicKey publicKey(byte[] bytes) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519").generatePublic(new java.security.spec.X509EncodedKeySpec(bytes));
    }
}
