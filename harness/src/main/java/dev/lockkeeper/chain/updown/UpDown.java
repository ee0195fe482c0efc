package dev.lockkeeper.chain.updown;

import dev.lockkeeper.chain.ChainDraft;
import dev.lockkeeper.chain.ChainFormat;
import dev.lockkeeper.chain.FormatCard;
import dev.lockkeeper.chain.Glance;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.chain.Runner;
import dev.lockkeeper.chain.Versions;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.SourceSpan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads pairs of files of no particular tool, sent by psql: {@code x.up.sql} and {@code x.down.sql}, {@code x.sql} and
 * {@code x.down.sql}, or {@code up/x.sql} and {@code down/x.sql}.
 */
public final class UpDown implements ChainFormat {

    private static final Pattern NAME =
            Pattern.compile("(.+?)(?:[._-](up|down|rollback|undo))?\\.sql", Pattern.CASE_INSENSITIVE);
    private static final Pattern DOWN =
            Pattern.compile(".+[._-](?:up|down|rollback|undo)\\.sql", Pattern.CASE_INSENSITIVE);

    private record Script(String stem, boolean isDown, Path file) {}

    @Override
    public String id() {
        return "up-down";
    }

    @Override
    public FormatCard card() {
        return new FormatCard(
                "Up and down files",
                "x.up.sql and x.down.sql, or up/x.sql and down/x.sql",
                "file",
                "none: psql -f, statement by statement",
                "BEGIN and COMMIT in the file",
                "–");
    }

    @Override
    public boolean isLastResort() {
        return true;
    }

    @Override
    public Optional<String> recognise(Path folder) {
        return recognise(Glance.at(folder));
    }

    @Override
    public Optional<String> recognise(Glance glance) {
        if (hasSql(glance.folder().resolve("up")) && hasSql(glance.folder().resolve("down"))) {
            return Optional.of("folders up and down with SQL files");
        }
        return glance.names(DOWN).stream().findFirst().map(name -> "files like " + name);
    }

    private static boolean hasSql(Path folder) {
        return Files.isDirectory(folder)
                && Glance.at(folder).files().stream()
                        .anyMatch(file -> file.toString().endsWith(".sql"));
    }

    @Override
    public Chain read(Path folder, ReadOptions options) {
        ChainDraft draft = new ChainDraft(id(), folder, options, Runner.psql());
        List<Script> scripts = scripts(folder, draft);
        Versions versions = Versions.among(scripts.stream()
                .filter(script -> !script.isDown())
                .map(Script::stem)
                .collect(Collectors.toCollection(TreeSet::new)));
        UpDownFiles<NumberedName> files = new UpDownFiles<>(draft);
        Map<String, String> stemOf = new HashMap<>();
        scripts.stream().filter(script -> !script.isDown()).forEach(script -> {
            String version = versions.of(script.stem());
            stemOf.put(version, script.stem());
            stemOf.put(script.stem(), script.stem());
            noteSharedNumber(script, versions, draft);
            files.up(NumberedName.of(script.stem()), version, versions.description(script.stem()), script.file());
        });
        scripts.stream().filter(Script::isDown).forEach(script -> {
            String stem = stemOf.getOrDefault(
                    script.stem(), stemOf.getOrDefault(Versions.number(script.stem()), script.stem()));
            files.down(NumberedName.of(stem), versions.of(stem), versions.description(stem), script.file());
        });
        files.addSteps(file -> Grouping.AUTOCOMMIT);
        return draft.build(false);
    }

    private static void noteSharedNumber(Script script, Versions versions, ChainDraft draft) {
        if (versions.sharesItsNumber(script.stem())) {
            draft.mistakes()
                    .add(
                            new SourceSpan(draft.nameOf(script.file()), 1),
                            "another up has the number %s too".formatted(Versions.number(script.stem())),
                            "give each up a number of its own");
        }
    }

    private static List<Script> scripts(Path folder, ChainDraft draft) {
        List<Script> scripts = new ArrayList<>();
        for (Path file : Glance.at(folder).files()) {
            script(file, false).ifPresent(scripts::add);
        }
        addAll(folder.resolve("up"), false, scripts);
        addAll(folder.resolve("down"), true, scripts);
        Glance.at(folder).files().stream()
                .filter(file -> file.toString().endsWith(".SQL"))
                .forEach(file -> draft.saw(new Fact.FileIgnored(
                        new SourceSpan(draft.nameOf(file), 1), "only names that end in .sql are read")));
        return scripts;
    }

    private static void addAll(Path folder, boolean isDown, List<Script> scripts) {
        if (Files.isDirectory(folder)) {
            for (Path file : Glance.at(folder).files()) {
                script(file, isDown).ifPresent(scripts::add);
            }
        }
    }

    private static Optional<Script> script(Path file, boolean isDown) {
        String name = file.getFileName().toString();
        Matcher parts = NAME.matcher(name);
        if (!name.endsWith(".sql") || !parts.matches()) {
            return Optional.empty();
        }
        String way = parts.group(2);
        return Optional.of(new Script(parts.group(1), isDown || (way != null && !way.equalsIgnoreCase("up")), file));
    }
}
