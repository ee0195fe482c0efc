package dev.lockkeeper.chain.atlas;

import dev.lockkeeper.chain.ChainDraft;
import dev.lockkeeper.chain.ChainFormat;
import dev.lockkeeper.chain.FormatCard;
import dev.lockkeeper.chain.Glance;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.chain.Runner;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.chain.Sql;
import dev.lockkeeper.chain.StepDraft;
import dev.lockkeeper.chain.Versions;
import dev.lockkeeper.chain.atlas.AtlasFile.Part;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.StepKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a versioned folder of Atlas: {@code <version>_<name>.sql} by name, beside {@code atlas.sum}. */
public final class Atlas implements ChainFormat {

    private static final String SUM = "atlas.sum";

    @Override
    public String id() {
        return "atlas";
    }

    @Override
    public FormatCard card() {
        return new FormatCard(
                "Atlas (versioned)",
                "<version>_<name>.sql, atlas.sum",
                "down.sql in an atlas:txtar file; else computed by Atlas",
                "each file",
                "-- atlas:txmode none at the top, before an empty line",
                "atlas_schema_revisions");
    }

    @Override
    public Optional<String> recognise(Path folder) {
        return recognise(Glance.at(folder));
    }

    @Override
    public Optional<String> recognise(Glance glance) {
        return glance.has(SUM) ? Optional.of("its " + SUM) : Optional.empty();
    }

    @Override
    public Chain read(Path folder, ReadOptions options) {
        ChainDraft draft = new ChainDraft(id(), folder, options, Runner.sendingFiles(id()));
        for (Path file : Glance.at(folder).files()) {
            if (file.toString().endsWith(".sql")) {
                add(file, draft);
            }
        }
        return draft.build(false);
    }

    /** Everything before the first underscore is the version. */
    private static void add(Path file, ChainDraft draft) {
        SourceText text = draft.text(file);
        String name = file.getFileName().toString();
        String stem = name.substring(0, name.length() - ".sql".length());
        int end = stem.indexOf('_') < 0 ? stem.length() : stem.indexOf('_');
        AtlasFile parts = AtlasFile.of(text);
        StepDraft step = draft.step(stem.substring(0, end), Versions.words(stem.substring(end)))
                .file(text)
                .kind(parts.directive("checkpoint").isPresent() ? StepKind.BASELINE : StepKind.VERSIONED);
        Grouping grouping = grouping(parts);
        step.up(sql(text, parts.up(), grouping, draft)).marks(draft.marksOf(text));
        parts.down().ifPresent(down -> step.down(sql(text, down, grouping, draft)));
        note(text, parts, draft);
        step.add();
    }

    private static Sql sql(SourceText text, Part part, Grouping grouping, ChainDraft draft) {
        return draft.sql(text, part.start(), part.end(), grouping);
    }

    private static Grouping grouping(AtlasFile parts) {
        boolean none = parts.directive("txmode")
                .map(mode -> mode.value().toLowerCase(Locale.ROOT))
                .filter("none"::equals)
                .isPresent();
        return none ? Grouping.AUTOCOMMIT : Grouping.TRANSACTION;
    }

    private static void note(SourceText text, AtlasFile parts, ChainDraft draft) {
        parts.directive("delimiter").ifPresent(delimiter -> draft.mistakes()
                .add(
                        delimiter.at(),
                        "Lockkeeper does not read files with a delimiter of their own",
                        "end the statements with semicolons; Atlas knows dollar quotes and BEGIN ATOMIC"));
        for (AtlasFile.Directive late : parts.misplaced()) {
            draft.saw(new Fact.MarkerInert(
                    late.at(),
                    "-- atlas:" + late.name() + " " + late.value(),
                    "Atlas heeds it only at the top of the file, with an empty line before the first statement"));
        }
        List<String> checks = parts.checks();
        if (!checks.isEmpty()) {
            draft.saw(new Fact.NotObserved(
                    "%s in %s".formatted(String.join(", ", checks), text.file()),
                    "Atlas runs these checks before the step; Lockkeeper does not"));
        }
    }
}
