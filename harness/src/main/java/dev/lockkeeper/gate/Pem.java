package dev.lockkeeper.gate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys as text between {@code -----BEGIN …-----} and {@code -----END …-----}. */
final class Pem {

    private Pem() {}

    static String of(String label, byte[] bytes) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /** The first block of that label; a pipeline's variable may have lost its line ends. */
    static Optional<byte[]> find(String label, String text) {
        Matcher block = Pattern.compile("-----BEGIN " + label + "-----(.*?)-----END " + label + "-----", Pattern.DOTALL)
                .matcher(text.replace("\\n", "\n"));
        try {
            return block.find()
                    ? Optional.of(Base64.getDecoder().decode(block.group(1).replaceAll("\\s", "")))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
