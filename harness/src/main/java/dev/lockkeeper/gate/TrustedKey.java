package dev.lockkeeper.gate;

import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The public half of an Ed25519 pair, by which a signature is known. */
public final class TrustedKey {

    /** Holds the public key, or several one after the other. */
    public static final String VARIABLE = "LOCKKEEPER_TRUSTED_KEYS";

    static final String PUBLIC = "PUBLIC KEY";

    private final PublicKey key;

    TrustedKey(PublicKey key) {
        this.key = key;
    }

    static Optional<TrustedKey> parse(String text) {
        return Pem.find(PUBLIC, text).flatMap(bytes -> {
            try {
                return Optional.of(new TrustedKey(SigningKey.publicKey(bytes)));
            } catch (GeneralSecurityException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * All keys that are trusted: those of files, or else those of the environment.
     *
     * @param files what the command line names; a file may hold several keys
     * @param environment a variable's value by its name, or null
     */
    public static List<TrustedKey> find(List<Path> files, UnaryOperator<@Nullable String> environment) {
        List<TrustedKey> keys = new ArrayList<>();
        files.forEach(file -> keys.addAll(read(file)));
        String text = environment.apply(VARIABLE);
        if (files.isEmpty() && text != null) {
            keys.addAll(all(text));
        }
        if (keys.isEmpty()) {
            throw LockkeeperException.because("No key is named that an attestation could be held against.")
                    .tryThis("--trust lockkeeper-signing.pub, or its text in " + VARIABLE);
        }
        return keys;
    }

    private static List<TrustedKey> read(Path file) {
        try {
            List<TrustedKey> keys = all(Files.readString(file, StandardCharsets.US_ASCII));
            if (keys.isEmpty()) {
                throw LockkeeperException.because("There is no public Ed25519 key in " + file + ".")
                        .tryThis("the file lockkeeper-signing.pub that lockkeeper init --keys wrote");
            }
            return keys;
        } catch (IOException e) {
            throw LockkeeperException.because("Could not read the public key " + file + ".")
                    .answered(e.getClass().getSimpleName())
                    .causedBy(e);
        }
    }

    private static List<TrustedKey> all(String text) {
        List<TrustedKey> keys = new ArrayList<>();
        String end = "-----END " + PUBLIC + "-----";
        for (String block : text.split("(?<=" + end + ")")) {
            parse(block).ifPresent(keys::add);
        }
        return keys;
    }

    /** A short name made of the key itself. */
    public String id() {
        return Sha256.of(key.getEncoded()).substring(0, "sha256:".length() + 16);
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    String pem() {
        return Pem.of(PUBLIC, key.getEncoded());
    }

    @Override
    public String toString() {
        return "key " + id();
    }
}
