package dev.lockkeeper.chain.drizzle;

import dev.lockkeeper.chain.ChainDraft;
import dev.lockkeeper.chain.ChainFormat;
import dev.lockkeeper.chain.FormatCard;
import dev.lockkeeper.chain.Glance;
import dev.lockkeeper.chain.Mistakes;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.chain.Runner;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.chain.StepDraft;
import dev.lockkeeper.chain.Versions;
import dev.lockkeeper.chain.drizzle.Journal.Entry;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.SourceSpan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads Drizzle's folder up to version 0: {@code <tag>.sql} in the order of {@code meta/_journal.json}. */
public final class Drizzle implements ChainFormat {

    static final String JOURNAL = "meta/_journal.json";

    @Override
    public String id() {
        return "drizzle";
    }

    @Override
    public FormatCard card() {
        return new FormatCard(
                "Drizzle 0.x",
                "<tag>.sql, meta/_journal.json",
                "<tag>.down.sql by convention",
                "everything pending in one",
                "–",
                "drizzle.__drizzle_migrations");
    }

    @Override
    public Optional<String> recognise(Path folder) {
        return Files.isRegularFile(folder.resolve(JOURNAL)) ? Optional.of("its " + JOURNAL) : Optional.empty();
    }

    @Override
    public Chain read(Path folder, ReadOptions options) {
        ChainDraft draft = new ChainDraft(id(), folder, options, Runner.sendingFiles(id()));
        List<Entry> entries = Journal.read(draft.text(folder.resolve(JOURNAL)), draft.mistakes());
        Versions versions = Versions.among(entries.stream().map(Entry::tag).toList());
        long newest = Long.MIN_VALUE;
        for (Entry entry : entries) {
            add(entry, versions, draft);
            noteSkipped(entry, newest, draft);
            newest = Math.max(newest, entry.when());
        }
        noteIgnored(folder, entries, draft);
        return draft.build(true);
    }

    /** When each file was generated, as the journal says: the only thing by which Drizzle knows what it has run. */
    public static Map<String, Long> times(Path folder) {
        Mistakes mistakes = new Mistakes();
        ChainDraft draft =
                new ChainDraft("drizzle", folder, ReadOptions.named("times"), Runner.sendingFiles("drizzle"));
        Map<String, Long> times = new LinkedHashMap<>();
        for (Entry entry : Journal.read(draft.text(folder.resolve(JOURNAL)), mistakes)) {
            times.put(entry.tag() + ".sql", entry.when());
        }
        return times;
    }

    private static void add(Entry entry, Versions versions, ChainDraft draft) {
        Path file = draft.folder().resolve(entry.tag() + ".sql");
        if (!Files.isRegularFile(file)) {
            draft.mistakes().add(entry.at(), "the journal names %s.sql, which is not there".formatted(entry.tag()));
            return;
        }
        SourceText text = draft.text(file);
        StepDraft step = draft.step(versions.of(entry.tag()), versions.description(entry.tag()))
                .file(text)
                .up(Breakpoints.script(text, draft));
        Path downFile = draft.folder().resolve(entry.tag() + ".down.sql");
        if (Files.isRegularFile(downFile)) {
            SourceText down = draft.text(downFile);
            step.file(down).down(Breakpoints.script(down, draft));
        }
        step.add();
    }

    /** What is pending is decided by time alone: only entries younger than the youngest that ever ran. */
    private static void noteSkipped(Entry entry, long newest, ChainDraft draft) {
        if (entry.when() <= newest) {
            draft.saw(new Fact.SilentlySkipped(
                    new SourceSpan(entry.tag() + ".sql", 1),
                    "its \"when\" in the journal is %d, not after the %d of an entry before it, so Drizzle never runs it on a database that has that entry"
                            .formatted(entry.when(), newest)));
        }
    }

    private static void noteIgnored(Path folder, List<Entry> entries, ChainDraft draft) {
        Set<String> named = entries.stream()
                .flatMap(entry -> Stream.of(entry.tag() + ".sql", entry.tag() + ".down.sql"))
                .collect(Collectors.toSet());
        for (Path file : Glance.at(folder).files()) {
            String name = file.getFileName().toString();
            if (name.endsWith(".sql") && !named.contains(name)) {
                draft.saw(new Fact.FileIgnored(
                        new SourceSpan(name, 1), "it is not in " + JOURNAL + ", so Drizzle never runs it"));
            }
        }
    }
}
