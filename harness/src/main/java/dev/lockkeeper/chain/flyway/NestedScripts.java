package dev.lockkeeper.chain.flyway;

import dev.lockkeeper.chain.Glance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Tells one chain cut into folders (by year, by release) from several chains side by side: in the first the folders'
 * versions follow on one another, and the folder above is called what Flyway calls it.
 */
final class NestedScripts {

    private static final Set<String> USUAL = Set.of("migration", "migrations", "sql");

    private record Range(MigrationVersion from, MigrationVersion to) {}

    private NestedScripts() {}

    static Optional<String> recognise(Glance glance, Pattern script) {
        Path name = glance.folder().toAbsolutePath().normalize().getFileName();
        if (name == null || !USUAL.contains(name.toString())) {
            return Optional.empty();
        }
        List<Range> ranges = new ArrayList<>();
        for (Path below : glance.folders()) {
            range(Glance.at(below), script).ifPresent(ranges::add);
        }
        return ranges.size() > 1 && followOn(ranges)
                ? Optional.of("folders of Flyway scripts whose versions follow on one another")
                : Optional.empty();
    }

    private static Optional<Range> range(Glance folder, Pattern script) {
        List<MigrationVersion> versions = folder.names(script).stream()
                .map(name -> FlywayName.parse(name, FlywaySettings.none()))
                .filter(name -> name.kind() == FlywayName.Kind.VERSIONED && name.version() != null)
                .map(FlywayName::requireVersion)
                .sorted()
                .toList();
        return versions.isEmpty()
                ? Optional.empty()
                : Optional.of(new Range(versions.get(0), versions.get(versions.size() - 1)));
    }

    private static boolean followOn(List<Range> ranges) {
        List<Range> ordered =
                ranges.stream().sorted(Comparator.comparing(Range::from)).toList();
        for (int i = 1; i < ordered.size(); i++) {
            if (ordered.get(i - 1).to().compareTo(ordered.get(i).from()) >= 0) {
                return false;
            }
        }
        return true;
    }
}
