package dev.lockkeeper.chain.sections;

import dev.lockkeeper.chain.ChainDraft;
import dev.lockkeeper.chain.ChainDraft.Chunk;
import dev.lockkeeper.chain.ChainFormat;
import dev.lockkeeper.chain.FormatCard;
import dev.lockkeeper.chain.Glance;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.chain.Runner;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.chain.Sql;
import dev.lockkeeper.chain.StepDraft;
import dev.lockkeeper.chain.Versions;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.SourceSpan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the files of dbmate: {@code 20240101000000_name.sql} with marked sections. */
public final class Dbmate implements ChainFormat {

    private static final Pattern NAME = Pattern.compile("(\\d+)(.*)\\.sql", Pattern.DOTALL);
    private static final Pattern SECTION =
            Pattern.compile("^--\\s*migrate:(up|down)(?=\\s|$)([^\\n]*)", Pattern.MULTILINE);
    private static final Pattern MARK = Pattern.compile("^--\\s*migrate:up(?=\\s|$)", Pattern.MULTILINE);
    private static final Pattern OPTION = Pattern.compile(
            "^[ \\t]*--[ \\t]*(?:migrate:(?:up|down)[ \\t].*?)?\\btransaction[ \\t]*[:=][ \\t]*false.*$",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private record Section(boolean isUp, boolean inTransaction, int line, Chunk chunk) {}

    @Override
    public String id() {
        return "dbmate";
    }

    @Override
    public FormatCard card() {
        return new FormatCard(
                "dbmate",
                "<digits>_<name>.sql with -- migrate:up and -- migrate:down",
                "section",
                "each section",
                "-- migrate:up transaction:false, for each way",
                "schema_migrations");
    }

    @Override
    public Optional<String> recognise(Path folder) {
        return recognise(Glance.at(folder));
    }

    @Override
    public Optional<String> recognise(Glance glance) {
        return glance.sqlWith(MARK).map(file -> "-- migrate:up in " + file.getFileName());
    }

    @Override
    public Chain read(Path folder, ReadOptions options) {
        ChainDraft draft = new ChainDraft(id(), folder, options, Runner.sendingFiles(id()));
        for (Path file : Glance.at(folder).files()) {
            String name = file.getFileName().toString();
            Matcher parts = NAME.matcher(name);
            if (parts.matches()) {
                add(parts.group(1), Versions.words(parts.group(2)), draft.text(file), draft);
            } else if (name.endsWith(".sql")) {
                draft.saw(new Fact.FileIgnored(
                        new SourceSpan(draft.nameOf(file), 1), "dbmate runs only files whose name begins with digits"));
            }
        }
        return draft.build(false);
    }

    private static void add(String version, String description, SourceText text, ChainDraft draft) {
        List<Section> sections = sections(text);
        check(text, sections, draft);
        StepDraft step = draft.step(version, description).file(text);
        step.up(sql(text, sections.stream().filter(Section::isUp).toList(), draft))
                .marks(draft.marksOf(text));
        List<Section> downs = new ArrayList<>(
                sections.stream().filter(section -> !section.isUp()).toList());
        Collections.reverse(downs);
        if (!downs.isEmpty()) {
            step.down(sql(text, downs, draft));
        }
        step.add();
    }

    private static List<Section> sections(SourceText text) {
        List<Section> sections = new ArrayList<>();
        Matcher heads = SECTION.matcher(text.text());
        while (heads.find()) {
            closeLast(sections, heads.start());
            boolean inTransaction =
                    !List.of(heads.group(2).strip().split("\\s+")).contains("transaction:false");
            sections.add(new Section(
                    heads.group(1).equals("up"),
                    inTransaction,
                    text.lineAt(heads.start()),
                    new Chunk(heads.start(), text.length())));
        }
        return sections;
    }

    private static void closeLast(List<Section> sections, int end) {
        if (!sections.isEmpty()) {
            Section last = sections.remove(sections.size() - 1);
            sections.add(new Section(
                    last.isUp(),
                    last.inTransaction(),
                    last.line(),
                    new Chunk(last.chunk().start(), end)));
        }
    }

    /** dbmate sends a section as one query; several sections run one after the other. */
    private static Sql sql(SourceText text, List<Section> sections, ChainDraft draft) {
        boolean inTransaction = sections.stream().allMatch(Section::inTransaction);
        Grouping alone = sections.size() == 1 ? Grouping.SIMPLE_QUERY : Grouping.AUTOCOMMIT;
        return draft.sql(
                text,
                sections.isEmpty()
                        ? text.start()
                        : new SourceSpan(text.file(), sections.get(0).line()),
                sections.stream().map(Section::chunk).toList(),
                inTransaction ? Grouping.TRANSACTION : alone);
    }

    private static void check(SourceText text, List<Section> sections, ChainDraft draft) {
        if (sections.isEmpty() || !sections.get(0).isUp()) {
            draft.mistakes().add(text.start(), "dbmate stops at a file that does not begin with -- migrate:up");
            return;
        }
        int first = sections.get(0).chunk().start();
        for (int line = 1; text.startOf(line) < first; line++) {
            if (!text.line(line).isBlank() && !text.line(line).strip().startsWith("--")) {
                draft.mistakes()
                        .add(new SourceSpan(text.file(), line), "dbmate stops at a statement before -- migrate:up");
                break;
            }
        }
        if (sections.stream().allMatch(Section::isUp)) {
            draft.saw(new Fact.RefusedByTool(text.start(), "no -- migrate:down", "dbmate stops at a file without one"));
        }
        noteInert(text, sections, draft);
    }

    private static void noteInert(SourceText text, List<Section> sections, ChainDraft draft) {
        Matcher option = OPTION.matcher(text.text());
        while (option.find()) {
            int line = text.lineAt(option.start());
            if (sections.stream().noneMatch(section -> section.line() == line && !section.inTransaction())) {
                draft.saw(new Fact.MarkerInert(
                        new SourceSpan(text.file(), line),
                        option.group().strip(),
                        "dbmate wants transaction:false on the line of the section, without blanks in it"));
            }
        }
    }
}
