package dev.lockkeeper.reports.view;

import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.report.WriteOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** File names as a code host wants them: from the root of the repository, with forward slashes. */
public final class Paths {

    private Paths() {}

    public static String inRepository(WriteOptions options, ChainReport chain, String file) {
        boolean stands = options.folder().isEmpty() || chain.path().startsWith("/");
        return tidy((stands ? "" : options.folder() + "/") + chain.path() + "/" + file);
    }

    /** Where the line can be read, when the options know; null otherwise. */
    public static @Nullable String link(WriteOptions options, String path, int line) {
        @Nullable String pattern = options.link();
        return pattern == null
                ? null
                : pattern.replace("{path}", encoded(path)).replace("{line}", String.valueOf(line));
    }

    /** A path as a URI holds it. */
    public static String encoded(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (each & 0xff);
            boolean plain = letter < 0x80 && (Character.isLetterOrDigit(letter) || "-._~/".indexOf(letter) >= 0);
            uri.append(plain ? String.valueOf(letter) : String.format(Locale.ROOT, "%%%02X", (int) letter));
        }
        return uri.toString();
    }

    private static String tidy(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.replace('\\', '/').split("/")) {
            if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return (path.startsWith("/") ? "/" : "") + String.join("/", parts);
    }
}
