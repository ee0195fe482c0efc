package dev.lockkeeper.cli;

import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Gauges in Prometheus text format, for the collector that reads files. */
final class PrometheusText {

    private final StringBuilder text = new StringBuilder();

    void head(String name, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
    }

    void value(String name, String labels, double value) {
        String number = value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.3f", value);
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(number).append('\n');
    }

    static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    /** Put in place in one go, since the collector may read at any time. */
    void write(Path file) {
        Path full = file.toAbsolutePath();
        @Nullable Path parent = full.getParent();
        try {
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Path making = full.resolveSibling(full.getFileName() + ".making");
            Files.writeString(making, text);
            Files.move(making, full, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw LockkeeperException.because("Could not write " + file + ".").answered(String.valueOf(e.getMessage()));
        }
    }
}
