package dev.lockkeeper.chain;

import dev.lockkeeper.model.Step;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Digests of texts, the same whatever the line ends a checkout gave them. */
public final class Checksums {

    private Checksums() {}

    /** Over the files of one step, in the order given. */
    public static String of(List<SourceText> files) {
        MessageDigest sha = sha256();
        for (SourceText file : files) {
            sha.update(file.text().replace("\r\n", "\n").replace('\r', '\n').getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
        }
        return hex(sha);
    }

    /** Over all steps of a chain. */
    public static String digest(List<Step> steps) {
        MessageDigest sha = sha256();
        for (Step step : steps) {
            sha.update((step.version() + ' ' + step.checksum() + '\n').getBytes(StandardCharsets.UTF_8));
        }
        return hex(sha);
    }

    private static String hex(MessageDigest sha) {
        return "sha256:" + HexFormat.of().formatHex(sha.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
