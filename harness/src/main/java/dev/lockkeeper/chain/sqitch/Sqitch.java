package dev.lockkeeper.chain.sqitch;

import dev.lockkeeper.chain.ChainDraft;
import dev.lockkeeper.chain.ChainFormat;
import dev.lockkeeper.chain.FormatCard;
import dev.lockkeeper.chain.Glance;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.chain.Runner;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.chain.StepDraft;
import dev.lockkeeper.chain.sqitch.Plan.Change;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.SourceSpan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a project of sqitch: {@code deploy/} and {@code revert/} in the order of {@code sqitch.plan}, sent by psql. */
public final class Sqitch implements ChainFormat {

    private static final String PLAN = "sqitch.plan";

    @Override
    public String id() {
        return "sqitch";
    }

    @Override
    public FormatCard card() {
        return new FormatCard(
                "sqitch",
                "sqitch.plan, deploy/<change>.sql, revert/<change>.sql",
                "revert/<change>.sql",
                "the script's own: psql, statement by statement",
                "no BEGIN in the script",
                "sqitch.changes");
    }

    @Override
    public Optional<String> recognise(Path folder) {
        return recognise(Glance.at(folder));
    }

    @Override
    public Optional<String> recognise(Glance glance) {
        return glance.has(PLAN) ? Optional.of("its " + PLAN) : Optional.empty();
    }

    @Override
    public Chain read(Path folder, ReadOptions options) {
        ChainDraft draft = new ChainDraft(id(), folder, options, Runner.psql());
        List<Change> changes = Plan.read(draft.text(folder.resolve(PLAN)), draft.mistakes());
        changes.forEach(change -> add(change, draft));
        noteIgnored(folder, changes, draft);
        return draft.build(false);
    }

    private static void add(Change change, ChainDraft draft) {
        Path deploy = draft.folder().resolve("deploy").resolve(change.script() + ".sql");
        if (!Files.isRegularFile(deploy)) {
            draft.mistakes()
                    .add(
                            change.at(),
                            "the plan names %s, and deploy/%s.sql is not there"
                                    .formatted(change.name(), change.script()));
            return;
        }
        SourceText up = draft.text(deploy);
        StepDraft step = draft.step(change.script(), change.note()).file(up).up(draft.sql(up, Grouping.AUTOCOMMIT));
        Path revert = draft.folder().resolve("revert").resolve(change.script() + ".sql");
        if (Files.isRegularFile(revert)) {
            SourceText down = draft.text(revert);
            step.file(down).down(draft.sql(down, Grouping.AUTOCOMMIT));
        }
        step.add();
    }

    private static void noteIgnored(Path folder, List<Change> changes, ChainDraft draft) {
        Set<String> named =
                changes.stream().map(change -> change.script() + ".sql").collect(Collectors.toSet());
        Path deploy = folder.resolve("deploy");
        if (!Files.isDirectory(deploy)) {
            return;
        }
        for (Path file : Glance.at(deploy).files()) {
            if (file.toString().endsWith(".sql")
                    && !named.contains(file.getFileName().toString())) {
                draft.saw(new Fact.FileIgnored(
                        new SourceSpan(draft.nameOf(file), 1), "it is not in " + PLAN + ", so sqitch never runs it"));
            }
        }
    }
}
