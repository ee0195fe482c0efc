package dev.lockkeeper;

import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.config.Configuration;
import dev.lockkeeper.config.Configuration.ChainSettings;
import dev.lockkeeper.config.Vocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which chains the paths somebody names mean, and which {@code lockkeeper.yml} speaks for each: the nearest
 * one at or above it, when that names it or leaves the chains to be found.
 */
public final class ChainSelection {

    private final Path here;
    private final Vocabulary vocabulary;
    private final Map<Path, Configuration> read = new HashMap<>();

    /** @param here the folder from which paths are named and below which chains are looked for */
    public ChainSelection(Path here, Vocabulary vocabulary) {
        this.here = here;
        this.vocabulary = vocabulary;
    }

    /** One configuration for each run that is needed, with just its chains; one but for paths under several files. */
    public List<Configuration> of(List<String> paths) {
        Map<Configuration, Set<Path>> chosen = new LinkedHashMap<>();
        asked(paths).forEach(path -> choose(path, chosen));
        List<Configuration> runs = new ArrayList<>();
        chosen.forEach((speaker, chains) -> runs.add(
                speaker.chains().isEmpty()
                        ? speaker.withChains(found(chains, Optional.empty(), Optional.empty()))
                        : speaker.only(chains)));
        return runs;
    }

    /** The paths are chains, whatever any file says of them. */
    public Configuration asToldBy(List<String> paths, Optional<String> format, Optional<Path> fixtures) {
        return Configuration.absent(here).withChains(found(new LinkedHashSet<>(asked(paths)), format, fixtures));
    }

    private List<Path> asked(List<String> paths) {
        return paths.isEmpty()
                ? List.of(here.resolve("."))
                : paths.stream().map(here::resolve).toList();
    }

    private void choose(Path path, Map<Configuration, Set<Path>> chosen) {
        Path file = path.endsWith(Configuration.FILE) ? path : path.resolve(Configuration.FILE);
        if (Files.isRegularFile(file) && !configuration(file).chains().isEmpty()) {
            Configuration speaker = configuration(file);
            speaker.chains().forEach(chain -> add(chain.path(), speaker, chosen));
            return;
        }
        Path folder = path.endsWith(Configuration.FILE) ? path.resolveSibling(".") : path;
        List<Path> chains = ChainFormats.findChains(folder);
        // A folder without any chain is still asked for: reading it says what is wrong with it.
        for (Path chain : chains.isEmpty() ? List.of(folder) : chains) {
            add(chain.normalize(), speakerFor(chain), chosen);
        }
    }

    private static void add(Path chain, Configuration speaker, Map<Configuration, Set<Path>> chosen) {
        chosen.computeIfAbsent(speaker, one -> new LinkedHashSet<>()).add(chain);
    }

    private Configuration speakerFor(Path chain) {
        for (@Nullable Path folder = absolute(chain); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(Configuration.FILE);
            if (Files.isRegularFile(file)) {
                Configuration speaker = configuration(file);
                return speaker.chains().isEmpty() || speaker.names(chain) ? speaker : nobody();
            }
            if (Files.exists(folder.resolve(".git"))) {
                break;
            }
        }
        return nobody();
    }

    private Configuration nobody() {
        return read.computeIfAbsent(here, Configuration::absent);
    }

    private Configuration configuration(Path file) {
        return read.computeIfAbsent(absolute(file), key -> Configuration.read(shown(key), vocabulary));
    }

    private List<ChainSettings> found(Set<Path> chains, Optional<String> format, Optional<Path> fixtures) {
        Map<String, Integer> uses = new HashMap<>();
        chains.forEach(chain -> uses.merge(lastName(chain), 1, Integer::sum));
        return chains.stream()
                .map(chain -> {
                    boolean alone = uses.getOrDefault(lastName(chain), 0) == 1;
                    String name =
                            alone ? lastName(chain) : fromHere(chain).toString().replace('\\', '/');
                    return ChainSettings.found(name, chain, format, fixtures.orElseGet(() -> here.resolve("fixtures")
                            .resolve(name)));
                })
                .toList();
    }

    /** As short as messages and reports want it: from here where it lies below. */
    private Path shown(Path path) {
        return here.resolve(fromHere(path));
    }

    private Path fromHere(Path path) {
        Path base = absolute(here);
        Path full = absolute(path);
        return full.startsWith(base) && !full.equals(base) ? base.relativize(full) : full;
    }

    private static String lastName(Path path) {
        return String.valueOf(absolute(path).getFileName());
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
