package dev.lockkeeper.chain.prisma;

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
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.SourceSpan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Prisma's folder: {@code <time>_<name>/migration.sql}, by the folders' names; {@code down.sql} is a convention. */
public final class Prisma implements ChainFormat {

    private static final String LOCK = "migration_lock.toml";
    private static final String UP = "migration.sql";
    private static final String DOWN = "down.sql";
    private static final Pattern STEP = Pattern.compile("\\d{14}_.*");
    private static final Pattern PROVIDER = Pattern.compile("^\\s*provider\\s*=\\s*\"([^\"]*)\"", Pattern.MULTILINE);

    @Override
    public String id() {
        return "prisma";
    }

    @Override
    public FormatCard card() {
        return new FormatCard(
                "Prisma",
                "<time>_<name>/migration.sql, migration_lock.toml",
                "down.sql by convention",
                "each file is one simple query",
                "a statement alone in its file",
                "_prisma_migrations");
    }

    @Override
    public Optional<String> recognise(Path folder) {
        return recognise(Glance.at(folder));
    }

    @Override
    public Optional<String> recognise(Glance glance) {
        if (glance.has(LOCK)) {
            return Optional.of("its " + LOCK);
        }
        return glance.folders().stream()
                .filter(step -> STEP.matcher(step.getFileName().toString()).matches())
                .filter(step -> Files.exists(step.resolve(UP)) && !Files.exists(step.resolve("snapshot.json")))
                .map(step -> "folders like %s with %s".formatted(step.getFileName(), UP))
                .findFirst();
    }

    @Override
    public Chain read(Path folder, ReadOptions options) {
        ChainDraft draft = new ChainDraft(id(), folder, options, Runner.sendingFiles(id()));
        Glance glance = Glance.at(folder);
        checkProvider(folder, draft);
        List<String> names = glance.folders().stream()
                .map(step -> step.getFileName().toString())
                .toList();
        Versions versions = Versions.among(names);
        names.forEach(name -> add(name, versions, draft));
        for (Path file : glance.files()) {
            String name = file.getFileName().toString();
            if (name.endsWith(".sql")) {
                draft.saw(new Fact.FileIgnored(
                        new SourceSpan(name, 1), "Prisma runs only migration.sql in a folder of its own"));
            }
        }
        return draft.build(false);
    }

    private static void checkProvider(Path folder, ChainDraft draft) {
        Path lock = folder.resolve(LOCK);
        if (!Files.exists(lock)) {
            return;
        }
        SourceText text = draft.text(lock);
        Matcher provider = PROVIDER.matcher(text.text());
        if (provider.find() && !List.of("postgresql", "postgres").contains(provider.group(1))) {
            draft.mistakes()
                    .add(
                            text.spanAt(provider.start(1)),
                            "the chain is for %s, not for PostgreSQL".formatted(provider.group(1)));
        }
    }

    private static void add(String name, Versions versions, ChainDraft draft) {
        Path folder = draft.folder().resolve(name);
        Path upFile = folder.resolve(UP);
        Path downFile = folder.resolve(DOWN);
        if (!Files.isRegularFile(upFile)) {
            noteWithoutUp(name, downFile, draft);
            return;
        }
        SourceText up = draft.text(upFile);
        StepDraft step = draft.step(versions.of(name), versions.description(name))
                .file(up)
                .up(draft.sql(up, Grouping.SIMPLE_QUERY));
        if (Files.isRegularFile(downFile)) {
            SourceText down = draft.text(downFile);
            step.file(down).down(draft.sql(down, Grouping.SIMPLE_QUERY));
        }
        step.add();
    }

    private static void noteWithoutUp(String name, Path downFile, ChainDraft draft) {
        if (Files.exists(downFile)) {
            draft.mistakes()
                    .add(
                            new SourceSpan(name + "/" + DOWN, 1),
                            "a down without an up: there is no " + UP + " beside it");
        } else {
            draft.mistakes().add(new SourceSpan(name, 1), "Prisma stops at a folder without " + UP);
        }
    }
}
