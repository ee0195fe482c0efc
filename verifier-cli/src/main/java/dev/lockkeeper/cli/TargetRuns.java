package dev.lockkeeper.cli;

import dev.lockkeeper.ReadChains;
import dev.lockkeeper.TargetRun;
import dev.lockkeeper.Verifications;
import dev.lockkeeper.config.Configuration;
import dev.lockkeeper.config.Configuration.ChainSettings;
import dev.lockkeeper.config.Configuration.TargetSettings;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.target.History;
import dev.lockkeeper.target.HistoryTable;
import dev.lockkeeper.target.Memory;
import dev.lockkeeper.target.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns what a configuration says of a live database into a request, and keeps the memory of it. */
final class TargetRuns {

    private TargetRuns() {}

    static TargetRun of(Configuration configuration, Target target, boolean showValues) {
        Map<String, HistoryTable> histories = new TreeMap<>();
        for (ChainSettings chain : configuration.chains()) {
            chain.history().ifPresent(name -> histories.put(chain.name(), table(name)));
        }
        return new TargetRun(
                histories,
                Memory.read(file(configuration, target)),
                configuration.target().flatMap(TargetSettings::role),
                showValues);
    }

    static ReadChains chains(Configuration configuration) {
        return ReadChains.read(Verifications.chains(configuration));
    }

    /** Remembers what was seen, when there is a configuration beside which that can lie. */
    static void remember(Configuration configuration, Target target, List<History> histories) {
        boolean named = configuration.target().flatMap(TargetSettings::name).isPresent();
        if (configuration.file().isEmpty() || !named || !Files.isWritable(configuration.folder())) {
            return;
        }
        Path file = file(configuration, target);
        Memory.read(file).with(target.identity(), histories).write(file);
    }

    private static Path file(Configuration configuration, Target target) {
        return Memory.file(configuration.folder(), target.name());
    }

    private static HistoryTable table(String name) {
        int dot = name.indexOf('.');
        if (dot <= 0 || dot == name.length() - 1) {
            throw LockkeeperException.because("history: " + name + " is no table of a history.")
                    .tryThis("schema.table, such as public.flyway_schema_history");
        }
        return new HistoryTable(name.substring(0, dot), name.substring(dot + 1));
    }
}
