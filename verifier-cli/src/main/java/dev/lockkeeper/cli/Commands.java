package dev.lockkeeper.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** The register of commands: one class and one line each. */
final class Commands {

    private static final List<Entry> ALL = List.of(
            new Entry("apply", ApplyCommand::new),
            new Entry("backup", BackupCommand::new),
            new Entry("baseline", BaselineCommand::new),
            new Entry("check", CheckCommand::new),
            new Entry("compare", CompareCommand::new),
            new Entry("doctor", DoctorCommand::new),
            new Entry("drift", DriftCommand::new),
            new Entry("explain", ExplainCommand::new),
            new Entry("formats", FormatsCommand::new),
            new Entry("gate", GateCommand::new),
            new Entry("history", HistoryCommand::new),
            new Entry("init", InitCommand::new),
            new Entry("report", ReportCommand::new),
            new Entry("rollback", RollbackCommand::new),
            new Entry("rules", RulesCommand::new),
            new Entry("status", StatusCommand::new),
            new Entry("verify", VerifyCommand::new));

    /** A command by its name, made only when it is called. */
    record Entry(String name, Function<Console, Callable<Integer>> maker) {}

    private Commands() {}

    /** Only the command that is asked for, if one is: reading the options of all costs more than many a command. */
    static List<Entry> wanted(String... args) {
        List<Entry> asked = ALL.stream()
                .filter(entry -> args.length > 0 && entry.name().equals(args[0]))
                .toList();
        return asked.isEmpty() ? ALL : asked;
    }
}
