package dev.lockkeeper.chain.drizzle;

import dev.lockkeeper.chain.ChainDraft;
import dev.lockkeeper.chain.ChainFormat;
import dev.lockkeeper.chain.FormatCard;
import dev.lockkeeper.chain.Glance;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.chain.Runner;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.chain.StepDraft;
import dev.lockkeeper.chain.Versions;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.SourceSpan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads Drizzle's folder since version 1: {@code <time>_<name>/migration.sql} beside {@code snapshot.json}. */
public final class DrizzleFolders implements ChainFormat {

    private static final String UP = "migration.sql";
    private static final String SNAPSHOT = "snapshot.json";

    @Override
    public String id() {
        return "drizzle-1";
    }

    @Override
    public FormatCard card() {
        return new FormatCard(
                "Drizzle 1.0",
                "<time>_<name>/migration.sql, snapshot.json",
                "down.sql by convention",
                "everything pending in one",
                "–",
                "drizzle.__drizzle_migrations");
    }

    @Override
    public Optional<String> recognise(Path folder) {
        return recognise(Glance.at(folder));
    }

    @Override
    public Optional<String> recognise(Glance glance) {
        if (glance.has(Drizzle.JOURNAL)) {
            return Optional.empty();
        }
        return glance.folders().stream()
                .filter(step -> Files.exists(step.resolve(UP)) && Files.exists(step.resolve(SNAPSHOT)))
                .map(step -> "folders like %s with %s and %s".formatted(step.getFileName(), UP, SNAPSHOT))
                .findFirst();
    }

    @Override
    public Chain read(Path folder, ReadOptions options) {
        ChainDraft draft = new ChainDraft(id(), folder, options, Runner.sendingFiles("drizzle"));
        Glance glance = Glance.at(folder);
        if (glance.has(Drizzle.JOURNAL)) {
            draft.mistakes()
                    .add(
                            new SourceSpan(Drizzle.JOURNAL, 1),
                            "Drizzle 1.0 stops at a journal of version 0",
                            "run drizzle-kit up, or read the folder with --chain-format drizzle");
        }
        List<String> names = glance.folders().stream()
                .filter(step -> Files.isRegularFile(step.resolve(UP)))
                .map(step -> step.getFileName().toString())
                .toList();
        Versions versions = Versions.among(names);
        names.forEach(name -> add(name, versions, draft));
        noteIgnored(glance, draft);
        return draft.build(true);
    }

    private static void add(String name, Versions versions, ChainDraft draft) {
        Path folder = draft.folder().resolve(name);
        SourceText text = draft.text(folder.resolve(UP));
        StepDraft step = draft.step(versions.of(name), versions.description(name))
                .file(text)
                .up(Breakpoints.script(text, draft));
        Path downFile = folder.resolve("down.sql");
        if (Files.isRegularFile(downFile)) {
            SourceText down = draft.text(downFile);
            step.file(down).down(Breakpoints.script(down, draft));
        }
        step.add();
    }

    private static void noteIgnored(Glance glance, ChainDraft draft) {
        for (Path file : glance.files()) {
            String name = file.getFileName().toString();
            if (name.endsWith(".sql")) {
                draft.saw(new Fact.FileIgnored(
                        new SourceSpan(name, 1), "Drizzle 1.0 runs only migration.sql in a folder of its own"));
            }
        }
    }
}
