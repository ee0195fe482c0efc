package dev.lockkeeper.chain.alembic;

import dev.lockkeeper.chain.Checksums;
import dev.lockkeeper.chain.Mistakes;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.chain.alembic.PythonText.Kind;
import dev.lockkeeper.chain.alembic.PythonText.Line;
import dev.lockkeeper.chain.alembic.PythonText.Token;
import dev.lockkeeper.chain.alembic.Revision.Body;
import dev.lockkeeper.chain.alembic.Revision.Function;
import dev.lockkeeper.model.Mark;
import dev.lockkeeper.model.SourceSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one revision file: its fields are literals, so that no Python is needed to know the chain. */
final class RevisionReader {

    private static final Pattern LEGACY_NAME = Pattern.compile("([a-f0-9]+)\\.py");
    private static final Pattern REFUSED_IN_AN_ID = Pattern.compile("[@+:-]");

    private final String file;
    private final PythonText text;
    private final Mistakes mistakes;
    private final Map<String, Field> fields = new HashMap<>();

    /** A module-level assignment: its strings when it is made of literals. */
    private record Field(int line, Optional<List<String>> value) {}

    private RevisionReader(String file, PythonText text, Mistakes mistakes) {
        this.file = file;
        this.text = text;
        this.mistakes = mistakes;
    }

    /** The revision, or nothing when the file has a mistake that makes it useless. */
    static Optional<Revision> read(SourceText source, Mistakes mistakes) {
        String file = source.file();
        PythonText text = PythonText.of(source.text());
        PythonText.Trouble trouble = text.trouble();
        if (trouble != null) {
            mistakes.add(new SourceSpan(file, trouble.line()), "is not Python: " + trouble.what());
            return Optional.empty();
        }
        return new RevisionReader(file, text, mistakes).read(Checksums.of(List.of(source)));
    }

    private Optional<Revision> read(String checksum) {
        text.lines().stream().filter(line -> line.indent() == 0).forEach(this::assignment);
        Optional<String> id = id();
        if (id.isEmpty()) {
            return Optional.empty();
        }
        if (!fields.containsKey("down_revision")) {
            mistakes.add(at(1), "has no down_revision, so Alembic cannot tell where it belongs");
        }
        Function up = function("upgrade");
        if (up.body() == Body.ABSENT) {
            mistakes.add(at(1), "has no function upgrade()");
        }
        return Optional.of(new Revision(
                id.get(),
                strings("down_revision"),
                strings("depends_on"),
                strings("branch_labels"),
                description(id.get()),
                lineOf("revision"),
                lineOf("down_revision"),
                up,
                function("downgrade"),
                marks(),
                checksum));
    }

    private SourceSpan at(int line) {
        return new SourceSpan(file, line);
    }

    private SourceSpan lineOf(String field) {
        Field found = fields.get(field);
        return at(found == null ? 1 : found.line());
    }

    /** {@code name = value} or {@code name: type = value}. */
    private void assignment(Line line) {
        List<Token> tokens = line.tokens();
        int equals = line.indexOf("=");
        boolean named = tokens.get(0).kind() == Kind.NAME && equals > 0;
        if (named && (equals == 1 || tokens.get(1).is(":"))) {
            List<Token> value = tokens.subList(equals + 1, tokens.size());
            fields.put(tokens.get(0).text(), new Field(line.number(), literal(value)));
        }
    }

    /** The strings of {@code None}, a string, a tuple or list of strings, or an earlier name for one of these. */
    private Optional<List<String>> literal(List<Token> value) {
        List<String> strings = new ArrayList<>();
        StringBuilder string = new StringBuilder();
        boolean open = false;
        for (Token token : value) {
            if (token.kind() == Kind.STRING) {
                string.append(token.text());
                open = true;
            } else if (token.kind() == Kind.SYMBOL && "()[]{},".contains(token.text())) {
                open = close(strings, string, open);
            } else if (token.kind() == Kind.NAME && !token.is("None")) {
                Optional<List<String>> named =
                        Optional.ofNullable(fields.get(token.text())).flatMap(Field::value);
                if (named.isEmpty()) {
                    return Optional.empty();
                }
                strings.addAll(named.get());
            } else if (!token.is("None")) {
                return Optional.empty();
            }
        }
        close(strings, string, open);
        return Optional.of(strings);
    }

    private static boolean close(List<String> strings, StringBuilder string, boolean open) {
        if (open && !string.isEmpty()) {
            strings.add(string.toString());
        }
        string.setLength(0);
        return false;
    }

    private Optional<String> id() {
        Field field = fields.get("revision");
        if (field == null) {
            Matcher legacy = LEGACY_NAME.matcher(file.substring(file.lastIndexOf('/') + 1));
            if (legacy.matches()) {
                return Optional.of(legacy.group(1));
            }
            mistakes.add(
                    at(1),
                    "has no revision; Alembic takes every .py file among its versions for one and stops at this",
                    "move files that are no revisions out of that folder");
            return Optional.empty();
        }
        Optional<List<String>> value = field.value().filter(strings -> strings.size() == 1);
        if (value.isEmpty()) {
            mistakes.add(
                    at(field.line()),
                    "revision is not a string that can be read without running the file",
                    "write the id out as a string");
            return Optional.empty();
        }
        String id = value.get().get(0);
        Matcher refused = REFUSED_IN_AN_ID.matcher(id);
        if (refused.find()) {
            mistakes.add(
                    at(field.line()),
                    "revision '%s' holds the character '%s', which Alembic refuses in an id"
                            .formatted(id, refused.group()));
        }
        return Optional.of(id);
    }

    private List<String> strings(String name) {
        Field field = fields.get(name);
        if (field == null) {
            return List.of();
        }
        if (field.value().isEmpty()) {
            mistakes.add(
                    at(field.line()),
                    name + " is not a string, a tuple of strings or None that can be read without running the file",
                    "write the ids out as strings");
        }
        return field.value().orElse(List.of());
    }

    /** The docstring up to its first empty line, as Alembic shows it; else what the file's name says. */
    private String description(String id) {
        Optional<Line> first = text.lines().stream().findFirst().filter(Line::isString);
        if (first.isPresent()) {
            String doc = first.get().tokens().get(0).text().strip();
            return doc.split("\n[ \t]*\n", 2)[0].replaceAll("\\s+", " ").strip();
        }
        String name = file.substring(file.lastIndexOf('/') + 1).replaceAll("\\.py$", "");
        String slug = name.startsWith(id + "_") ? name.substring(id.length() + 1) : name;
        return slug.equals(id) ? "" : slug.replace('_', ' ').strip();
    }

    private Function function(String name) {
        List<Line> lines = text.lines();
        Function found = new Function(lineOf("revision"), Body.ABSENT);
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.indent() == 0 && defines(line, name)) {
                found = new Function(at(line.number()), body(line, lines.subList(i + 1, lines.size())));
            } else if (line.indent() == 0 && binds(line, name)) {
                found = new Function(at(line.number()), Body.WORKS);
            }
        }
        return found;
    }

    private static boolean defines(Line line, String name) {
        return line.startsWith("def")
                && line.tokens().size() > 1
                && line.tokens().get(1).is(name);
    }

    /** {@code upgrade = other} or {@code from x import upgrade}. */
    private static boolean binds(Line line, String name) {
        boolean assigns = line.startsWith(name)
                && line.tokens().size() > 1
                && line.tokens().get(1).is("=");
        boolean imports = line.startsWith("from") && line.tokens().stream().anyMatch(token -> token.is(name));
        return assigns || imports;
    }

    private static Body body(Line definition, List<Line> behind) {
        List<Line> body = new ArrayList<>();
        int colon = definition.indexOf(":");
        List<Token> sameLine =
                definition.tokens().subList(colon + 1, definition.tokens().size());
        if (!sameLine.isEmpty()) {
            body.add(new Line(definition.indent() + 1, sameLine));
        }
        behind.stream()
                .takeWhile(line -> line.indent() > definition.indent())
                .filter(line -> !line.isString())
                .forEach(body::add);
        body.removeIf(Line::isString);
        if (!body.isEmpty() && body.get(0).startsWith("raise")) {
            return Body.REFUSES;
        }
        return body.stream().allMatch(RevisionReader::doesNothing) ? Body.EMPTY : Body.WORKS;
    }

    private static boolean doesNothing(Line line) {
        List<Token> tokens = line.tokens();
        return tokens.stream().allMatch(token -> token.is("."))
                || tokens.get(0).is("pass")
                || (tokens.get(0).is("return")
                        && (tokens.size() == 1 || tokens.get(1).is("None")));
    }

    private List<Mark> marks() {
        return text.comments().stream()
                .filter(comment -> comment.text().startsWith("lockkeeper:"))
                .map(comment -> new Mark(comment.text(), at(comment.line())))
                .toList();
    }
}
