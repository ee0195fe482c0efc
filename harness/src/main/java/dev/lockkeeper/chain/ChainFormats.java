package dev.lockkeeper.chain;

import dev.lockkeeper.chain.alembic.AlembicFormat;
import dev.lockkeeper.chain.atlas.Atlas;
import dev.lockkeeper.chain.drizzle.Drizzle;
import dev.lockkeeper.chain.drizzle.DrizzleFolders;
import dev.lockkeeper.chain.flyway.Flyway;
import dev.lockkeeper.chain.foreign.Django;
import dev.lockkeeper.chain.foreign.Liquibase;
import dev.lockkeeper.chain.foreign.Pgroll;
import dev.lockkeeper.chain.foreign.Rails;
import dev.lockkeeper.chain.foreign.TypeOrm;
import dev.lockkeeper.chain.prisma.Prisma;
import dev.lockkeeper.chain.sections.Dbmate;
import dev.lockkeeper.chain.sections.Goose;
import dev.lockkeeper.chain.sections.NodePgMigrate;
import dev.lockkeeper.chain.sections.SqlMigrate;
import dev.lockkeeper.chain.sqitch.Sqitch;
import dev.lockkeeper.chain.updown.Diesel;
import dev.lockkeeper.chain.updown.GolangMigrate;
import dev.lockkeeper.chain.updown.NumberedSql;
import dev.lockkeeper.chain.updown.Sqlx;
import dev.lockkeeper.chain.updown.UpDown;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.LockkeeperException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The register of chain formats: which there are, which one a folder is in, and reading it. */
public final class ChainFormats {

    /** Sorted by id. */
    private static final List<ChainFormat> ALL = List.of(
            new AlembicFormat(),
            new Atlas(),
            new Dbmate(),
            new Diesel(),
            new Django(),
            new Drizzle(),
            new DrizzleFolders(),
            new Flyway(),
            new GolangMigrate(),
            new Goose(),
            new Liquibase(),
            new NodePgMigrate(),
            new NumberedSql(),
            new Pgroll(),
            new Prisma(),
            new Rails(),
            new Sqitch(),
            new SqlMigrate(),
            new Sqlx(),
            new TypeOrm(),
            new UpDown());

    /** Folders of other people's code, of builds, and of rows. */
    private static final Set<String> PASSED_OVER =
            Set.of("node_modules", "target", "vendor", "build", "dist", "out", "venv", "__pycache__", "fixtures");

    private ChainFormats() {}

    public static List<ChainFormat> all() {
        return ALL;
    }

    public static Optional<ChainFormat> byId(String id) {
        return ALL.stream().filter(format -> format.id().equals(id)).findFirst();
    }

    /**
     * Reads the chain in a folder.
     *
     * @param formatId the format's id, or null to find it by looking
     * @throws LockkeeperException when the folder is none, is empty, is in no format or in two, or has mistakes in it
     */
    public static Chain read(Path folder, @Nullable String formatId, ReadOptions options) {
        requireFolder(folder);
        return (formatId == null ? only(folder) : named(formatId)).read(folder, options);
    }

    /** The formats the folder may be in: none, one, or the candidates of an ambiguity. */
    public static List<Detected> detect(Path folder) {
        requireFolder(folder);
        return detect(Glance.at(folder));
    }

    private static List<Detected> detect(Glance glance) {
        List<Detected> candidates = new ArrayList<>();
        for (ChainFormat format : ALL) {
            format.recognise(glance).ifPresent(why -> candidates.add(new Detected(format, why)));
        }
        List<Detected> marked = candidates.stream()
                .filter(candidate -> !candidate.format().isLastResort())
                .toList();
        return marked.isEmpty() ? candidates : marked;
    }

    /** Every folder at or below the root that holds a chain, by path; a chain's own folders are not searched. */
    public static List<Path> findChains(Path root) {
        requireFolder(root);
        List<Path> found = new ArrayList<>();
        find(root, found);
        return found;
    }

    private static void find(Path folder, List<Path> found) {
        Glance glance = Glance.at(folder);
        if (isChain(glance)) {
            found.add(folder);
            return;
        }
        glance.folders().stream()
                .filter(below -> !isPassedOver(below))
                .sorted(Comparator.comparing(Path::toString))
                .forEach(below -> find(below, found));
    }

    /** Plain numbered SQL is only taken for a chain where the folder's name says so; else every pile of scripts were one. */
    private static boolean isChain(Glance glance) {
        Path name = glance.folder().toAbsolutePath().normalize().getFileName();
        boolean saysSo = name != null && name.toString().contains("migrat");
        return detect(glance).stream().anyMatch(one -> saysSo || !one.format().isLastResort());
    }

    private static boolean isPassedOver(Path folder) {
        String name = folder.getFileName().toString();
        return name.startsWith(".")
                || PASSED_OVER.contains(name)
                || Files.isSymbolicLink(folder)
                || !Files.isReadable(folder);
    }

    private static ChainFormat only(Path folder) {
        List<Detected> candidates = detect(folder);
        if (candidates.size() == 1) {
            return candidates.get(0).format();
        }
        if (candidates.isEmpty()) {
            throw nothingIn(folder);
        }
        throw LockkeeperException.because(
                        "The chain in %s could be in %d formats.".formatted(folder, candidates.size()))
                .answered(candidates.stream().map(Detected::toString).collect(Collectors.joining("\n")))
                .tryThis(
                        "--chain-format %s, or format: under the chain in lockkeeper.yml; if the folder holds two chains, give each its own"
                                .formatted(candidates.get(0).format().id()));
    }

    private static LockkeeperException nothingIn(Path folder) {
        if (isEmpty(folder)) {
            return LockkeeperException.because("The folder %s is empty.".formatted(folder))
                    .tryThis("name the folder that holds the migration files");
        }
        return LockkeeperException.because("No migration chain was recognised in %s.".formatted(folder))
                .answered("The formats looked for are " + ids() + ".")
                .tryThis(
                        "name the folder that holds the migration files themselves, or say the format with --chain-format");
    }

    private static ChainFormat named(String id) {
        return byId(id).orElseThrow(() -> LockkeeperException.because("There is no chain format \"%s\".".formatted(id))
                .answered("The formats are " + ids() + ".")
                .tryThis("lockkeeper formats"));
    }

    private static String ids() {
        return ALL.stream().map(ChainFormat::id).collect(Collectors.joining(", "));
    }

    private static void requireFolder(Path folder) {
        if (!Files.exists(folder)) {
            throw LockkeeperException.because("There is no folder %s.".formatted(folder))
                    .tryThis("check the path; it is taken relative to the current folder");
        }
        if (!Files.isDirectory(folder)) {
            throw LockkeeperException.because("%s is a file, not the folder of a migration chain.".formatted(folder))
                    .tryThis("name the folder it lies in");
        }
    }

    private static boolean isEmpty(Path folder) {
        Glance glance = Glance.at(folder);
        return glance.files().isEmpty() && glance.folders().isEmpty();
    }
}
