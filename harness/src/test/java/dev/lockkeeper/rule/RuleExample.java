package dev.lockkeeper.rule;

import dev.lockkeeper.model.SourceSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One case of a rule's {@code .bad.sql} or {@code .good.sql}, laid out as a chain: of plain up and down files, or of the
 * very files named by {@code -- file:} lines.
 *
 * @param settings the words of {@code -- config:}, such as {@code grouping=none} or {@code postgres>=15}
 * @param bad whether findings are marked in it, or silence is wanted
 */
record RuleExample(String title, Map<String, String> settings, List<Section> sections, boolean bad) {

    private static final Pattern MARKER =
            Pattern.compile("--\\s*(case|config|given|probe|step|down|rows|base|file|live|session)\\b:?\\s*(.*)");
    private static final Pattern EXPECT = Pattern.compile("\\s*--\\s*expect\\s+(.*)");
    private static final Pattern ROWS = Pattern.compile("(?is)^\\s*(insert|copy|select\\s+setval|update)\\b.*");

    /** A part of the example; its text keeps the lines of the expectations, so that line numbers hold. */
    record Section(String kind, String name, String text) {}

    static List<RuleExample> parse(String text, boolean bad) {
        List<RuleExample> examples = new ArrayList<>();
        String title = "";
        Map<String, String> settings = new TreeMap<>();
        List<Section> sections = new ArrayList<>();
        StringBuilder body = null;
        String kind = "";
        String name = "";
        for (String line : (text + "\n-- case: end").split("\n", -1)) {
            Matcher marker = MARKER.matcher(line.strip());
            if (!marker.matches()) {
                if (body != null) {
                    body.append(line).append('\n');
                }
                continue;
            }
            if (body != null) {
                sections.add(new Section(kind, name, body.toString()));
                body = null;
            }
            switch (marker.group(1)) {
                case "case" -> {
                    if (!sections.isEmpty()) {
                        examples.add(new RuleExample(title, Map.copyOf(settings), List.copyOf(sections), bad));
                    }
                    title = marker.group(2);
                    settings = new TreeMap<>();
                    sections = new ArrayList<>();
                }
                case "config" -> readSettings(marker.group(2), settings);
                default -> {
                    kind = marker.group(1);
                    name = marker.group(2).strip();
                    body = new StringBuilder();
                }
            }
        }
        return examples;
    }

    private static void readSettings(String text, Map<String, String> settings) {
        for (String word : text.strip().split("\\s+")) {
            Matcher pair = Pattern.compile("([\\w-]+)(?:=|>=)(.*)").matcher(word);
            if (pair.matches()) {
                settings.put(pair.group(1), pair.group(2));
            }
        }
    }

    /** Writes the chain and its fixtures; what stands before the first step is version 0001. */
    void layOut(Path folder) throws IOException {
        Path migrations = Files.createDirectories(folder.resolve("migrations"));
        Path fixtures = Files.createDirectories(folder.resolve("fixtures"));
        if (sections.stream().anyMatch(section -> section.kind().equals("file"))) {
            for (Section section : sections) {
                if (writeLive(section, folder)) {
                    continue;
                }
                Path file = migrations.resolve(section.name());
                Files.createDirectories(file.getParent());
                Files.writeString(file, section.text());
            }
            return;
        }
        int version = 1;
        StringBuilder given = new StringBuilder("-- lockkeeper:one-way reason=\"what the example begins with\"\n");
        StringBuilder rows = new StringBuilder();
        for (Section section : sections) {
            if (section.kind().equals("given")) {
                for (String statement : section.text().split("(?<=;)[ \\t]*\\n")) {
                    (ROWS.matcher(statement).matches() ? rows : given)
                            .append(statement)
                            .append('\n');
                }
            }
        }
        Files.writeString(migrations.resolve("0001_given.up.sql"), given + "\nselect 1;\n");
        if (!rows.isEmpty()) {
            Files.writeString(fixtures.resolve("0001.sql"), rows.toString());
        }
        for (Section section : sections) {
            String number = String.format("%04d", section.kind().equals("step") ? ++version : version);
            switch (section.kind()) {
                case "step" -> Files.writeString(migrations.resolve(upName(number)), up(section));
                case "down" -> Files.writeString(migrations.resolve(number + "_step.down.sql"), section.text());
                case "rows" -> Files.writeString(fixtures.resolve(number + ".sql"), section.text());
                case "probe" -> Files.writeString(fixtures.resolve(number + ".probe.sql"), section.text());
                case "live", "session" -> writeLive(section, folder);
                case "base" -> Files.writeString(fixtures.resolve("base.sql"), section.text());
                default -> {}
            }
        }
    }

    /** What makes of a database a live one with a past of its own, and what a session holds open there. */
    private static boolean writeLive(Section section, Path folder) throws IOException {
        boolean live = section.kind().equals("live") || section.kind().equals("session");
        if (live) {
            Files.writeString(folder.resolve(section.kind() + ".sql"), section.text());
        }
        return live;
    }

    private static String upName(String number) {
        return number + "_step.up.sql";
    }

    private String up(Section step) {
        int index = sections.indexOf(step);
        boolean hasDown = index + 1 < sections.size()
                && sections.subList(index + 1, sections.size()).stream()
                        .takeWhile(later -> !later.kind().equals("step"))
                        .anyMatch(later -> later.kind().equals("down"));
        String text = step.text();
        boolean missing = text.contains("-- no-way-back");
        return hasDown || missing ? text : text + "\n-- lockkeeper:one-way reason=\"an example\"\n";
    }

    /** The findings that are marked, as {@code file:line} of the statement below each mark. */
    List<SourceSpan> expected(String rule) {
        List<SourceSpan> marks = new ArrayList<>();
        int version = 1;
        for (Section section : sections) {
            if (section.kind().equals("step")) {
                version++;
            }
            if (section.kind().equals("live") || section.kind().equals("session")) {
                continue;
            }
            if (section.kind().equals("file")) {
                marks.addAll(marksIn(section.text(), section.name(), rule));
                continue;
            }
            String file =
                    String.format("%04d_step.%s.sql", version, section.kind().equals("down") ? "down" : "up");
            marks.addAll(marksIn(section.text(), file, rule));
        }
        return marks;
    }

    private static List<SourceSpan> marksIn(String text, String file, String rule) {
        List<SourceSpan> marks = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher expect = EXPECT.matcher(lines[i]);
            if (expect.matches()
                    && List.of(expect.group(1).strip().split("[,\\s]+")).contains(rule)) {
                int next = i + 1;
                while (next < lines.length
                        && (lines[next].isBlank() || EXPECT.matcher(lines[next]).matches())) {
                    next++;
                }
                marks.add(new SourceSpan(file, next < lines.length ? next + 1 : 1));
            }
        }
        return marks;
    }
}
