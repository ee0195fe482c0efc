package dev.lockkeeper.target;

import dev.lockkeeper.model.Chain;
import java.util.List;
import java.util.Optional;

/** The register of history tables: one line for each tool. */
final class Histories {

    private static final List<HistoryReader> ALL = List.of(
            new AlembicHistory(),
            NamedVersions.dbmate(),
            NamedVersions.diesel(),
            new DrizzleFolderHistory(),
            new DrizzleHistory(),
            new FlywayHistory(),
            new GolangMigrateHistory(),
            new GooseHistory(),
            new PrismaHistory(),
            NamedVersions.sqlMigrate(),
            new SqlxHistory());

    private Histories() {}

    static List<HistoryReader> all() {
        return ALL;
    }

    static Optional<HistoryReader> of(Chain chain) {
        return ALL.stream()
                .filter(reader -> reader.formats().contains(chain.format()))
                .findFirst();
    }
}
