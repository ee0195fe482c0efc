package dev.lockkeeper.gate.apply;

import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.LockkeeperException;
import java.util.List;

/** The register of histories that we can write: one line for each tool. */
final class ToolHistories {

    private static final List<ToolHistory> ALL = List.of(
            NamedTable.dbmate(),
            NamedTable.diesel(),
            DrizzleTable.withFolders(),
            DrizzleTable.withJournal(),
            new FlywayTable(),
            new GolangMigrateTable(),
            new GooseTable(),
            new PrismaTable(),
            NamedTable.sqlMigrate(),
            new SqlxTable());

    private ToolHistories() {}

    static ToolHistory of(Chain chain) {
        if (chain.format().equals("alembic")) {
            throw LockkeeperException.because("The steps of " + chain.name()
                            + " are programs, which only Alembic itself runs on a live database.")
                    .tryThis("lockkeeper gate --target … --attestation … -- alembic upgrade head");
        }
        return ALL.stream()
                .filter(history -> history.formats().contains(chain.format()))
                .findFirst()
                .orElseThrow(() -> LockkeeperException.because("The history of a chain in the format " + chain.format()
                                + " cannot be written yet, and a step that its tool does not know of would run twice.")
                        .tryThis("lockkeeper gate --target … --attestation … -- COMMAND, with the tool's own command"));
    }
}
