package dev.lockkeeper.server;

import dev.lockkeeper.model.LockkeeperException;
import java.io.File;
import java.util.Locale;

/** The machine we are on, in the words of the embedded binaries' artifacts. */
final class Platform {

    private Platform() {}

    static boolean windows() {
        return os().startsWith("windows");
    }

    static boolean mac() {
        return os().startsWith("mac");
    }

    /** The end of the artifact's name, such as {@code linux-amd64}. */
    static String artifact() {
        String arch =
                switch (System.getProperty("os.arch", "").toLowerCase(Locale.ROOT)) {
                    case "amd64", "x86_64" -> "amd64";
                    case "aarch64", "arm64" -> "arm64v8";
                    default ->
                        throw LockkeeperException.because("There are no embedded PostgreSQL binaries for "
                                        + System.getProperty("os.name") + " on " + System.getProperty("os.arch") + ".")
                                .tryThis("--provider container, local or url.");
                };
        if (windows()) {
            return "windows-" + arch;
        }
        return mac() ? "darwin-" + arch : "linux-" + arch + (musl() ? "-alpine" : "");
    }

    /** Binaries built for glibc do not start on musl (Alpine), and the other way round. */
    private static boolean musl() {
        String[] loaders = new File("/lib").list((folder, name) -> name.startsWith("ld-musl-"));
        return loaders != null
                && loaders.length > 0
                && !new File("/lib64/ld-linux-x86-64.so.2").exists()
                && !new File("/lib/ld-linux-aarch64.so.1").exists();
    }

    private static String os() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    }
}
