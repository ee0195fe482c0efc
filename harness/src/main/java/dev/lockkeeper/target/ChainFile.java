package dev.lockkeeper.target;

import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.target.HistoryReader.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** A step's file as it lies there, and its digests as tools make them. */
final class ChainFile {

    private ChainFile() {}

    static Path path(Chain chain, Step step) {
        return chain.path().resolve(step.file());
    }

    static String name(Step step) {
        return String.valueOf(Path.of(step.file()).getFileName());
    }

    /** The folder of a step that has one of its own. */
    static String folder(Step step) {
        Path parent = Path.of(step.file()).getParent();
        return parent == null ? name(step) : String.valueOf(parent.getFileName());
    }

    /** Holds a kept digest against the file: as it is, and as it would be with other line ends. */
    static Text compare(Chain chain, Step step, String algorithm, String kept) {
        byte[] bytes = bytes(path(chain, step));
        String wanted = kept.toLowerCase(Locale.ROOT);
        if (hex(algorithm, bytes).equals(wanted)) {
            return Text.SAME;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        String plain = (text.startsWith("\uFEFF") ? text.substring(1) : text)
                .replace("\r\n", "\n")
                .replace('\r', '\n');
        for (String other : List.of(plain, plain.replace("\n", "\r\n"), "\uFEFF" + plain)) {
            if (hex(algorithm, other.getBytes(StandardCharsets.UTF_8)).equals(wanted)) {
                return Text.LINE_ENDS;
            }
        }
        return Text.EDITED;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw LockkeeperException.because("Could not read " + file + ".").answered(String.valueOf(e.getMessage()));
        }
    }

    private static String hex(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has " + algorithm, impossible);
        }
    }
}
