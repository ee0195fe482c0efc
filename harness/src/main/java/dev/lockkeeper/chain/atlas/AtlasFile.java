package dev.lockkeeper.chain.atlas;

import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.model.SourceSpan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One file of Atlas: directives at its top, and the parts of an archive when it is one. */
final class AtlasFile {

    private static final Pattern DIRECTIVE = Pattern.compile("--\\s*atlas:(\\w+)(?:[ \\t]+(.*?))?\\s*");
    private static final Pattern PART = Pattern.compile("-- (\\S+) --");
    private static final String UP = "migration.sql";
    private static final String DOWN = "down.sql";

    /** A directive and the line it stands on. */
    record Directive(String name, String value, SourceSpan at) {}

    /** A part of the file, from and to a character. */
    record Part(int start, int end) {}

    private final SourceText text;
    private final List<Directive> header = new ArrayList<>();
    private final List<Directive> misplaced = new ArrayList<>();
    private final Map<String, Part> parts = new LinkedHashMap<>();

    private AtlasFile(SourceText text) {
        this.text = text;
    }

    static AtlasFile of(SourceText text) {
        AtlasFile file = new AtlasFile(text);
        file.readDirectives();
        if (file.directive("txtar").isPresent()) {
            file.readParts();
        }
        return file;
    }

    /** A file's directives end with an empty line; comments that touch a statement belong to the statement. */
    private void readDirectives() {
        int headerEnd = headerEnd();
        for (int line = 1; line <= text.lines(); line++) {
            Matcher found = DIRECTIVE.matcher(text.line(line));
            if (found.matches()) {
                String value = found.group(2) == null ? "" : found.group(2);
                Directive directive = new Directive(found.group(1), value, new SourceSpan(text.file(), line));
                if (line < headerEnd) {
                    header.add(directive);
                } else if (directive.name().equals("txmode")) {
                    misplaced.add(directive);
                }
            }
        }
    }

    /** The first line that is no comment, when it is empty; else there is no header. */
    private int headerEnd() {
        int line = 1;
        while (line <= text.lines() && text.line(line).startsWith("--")) {
            line++;
        }
        return line <= text.lines() && !text.line(line).isBlank() ? 0 : line;
    }

    private void readParts() {
        String open = "";
        int start = 0;
        for (int line = 1; line <= text.lines(); line++) {
            Matcher head = PART.matcher(text.line(line));
            if (head.matches()) {
                close(open, start, text.startOf(line));
                open = head.group(1);
                start = text.startOf(line + 1);
            }
        }
        close(open, start, text.length());
    }

    private void close(String name, int start, int end) {
        if (!name.isEmpty()) {
            parts.put(name, new Part(start, end));
        }
    }

    Optional<Directive> directive(String name) {
        return header.stream()
                .filter(directive -> directive.name().equals(name))
                .findFirst();
    }

    List<Directive> misplaced() {
        return misplaced;
    }

    Part up() {
        return parts.getOrDefault(UP, new Part(0, parts.isEmpty() ? text.length() : 0));
    }

    Optional<Part> down() {
        return Optional.ofNullable(parts.get(DOWN));
    }

    /** The names of parts that are neither way. */
    List<String> checks() {
        return parts.keySet().stream()
                .filter(name -> !name.equals(UP) && !name.equals(DOWN))
                .toList();
    }
}
