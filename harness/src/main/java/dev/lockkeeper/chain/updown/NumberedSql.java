package dev.lockkeeper.chain.updown;

import dev.lockkeeper.chain.ChainDraft;
import dev.lockkeeper.chain.ChainFormat;
import dev.lockkeeper.chain.FormatCard;
import dev.lockkeeper.chain.Glance;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.chain.Runner;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.chain.Versions;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.SourceSpan;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads numbered files of no particular tool, each sent by psql: {@code 001_name.sql}; there is no way back. */
public final class NumberedSql implements ChainFormat {

    private static final Pattern NAME = Pattern.compile("\\d+(?:[_.\\- ].*)?\\.sql");

    @Override
    public String id() {
        return "numbered-sql";
    }

    @Override
    public FormatCard card() {
        return new FormatCard(
                "Numbered SQL files",
                "<number>_<name>.sql",
                "–",
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
        if (new UpDown().recognise(glance).isPresent()) {
            return Optional.empty();
        }
        return glance.names(NAME).stream().findFirst().map(name -> "files like " + name);
    }

    @Override
    public Chain read(Path folder, ReadOptions options) {
        ChainDraft draft = new ChainDraft(id(), folder, options, Runner.psql());
        Glance glance = Glance.at(folder);
        List<String> names = glance.names(NAME).stream().map(NumberedSql::stem).toList();
        Versions versions = Versions.among(names);
        names.stream().sorted(Comparator.comparing(NumberedName::of)).forEach(name -> add(name, versions, draft));
        for (Path file : glance.files()) {
            String name = file.getFileName().toString();
            if (name.endsWith(".sql") && !NAME.matcher(name).matches()) {
                draft.saw(new Fact.FileIgnored(
                        new SourceSpan(draft.nameOf(file), 1),
                        "its name does not begin with a number, so it has no place in the order"));
            }
        }
        return draft.build(false);
    }

    private static String stem(String name) {
        return name.substring(0, name.length() - ".sql".length());
    }

    private static void add(String name, Versions versions, ChainDraft draft) {
        if (versions.sharesItsNumber(name)) {
            draft.mistakes()
                    .add(
                            new SourceSpan(name + ".sql", 1),
                            "another file has the number %s too".formatted(Versions.number(name)),
                            "give each file a number of its own");
        }
        SourceText text = draft.text(draft.folder().resolve(name + ".sql"));
        draft.step(versions.of(name), versions.description(name))
                .file(text)
                .up(draft.sql(text, Grouping.AUTOCOMMIT))
                .add();
    }
}
