package dev.lockkeeper.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documentation as something to run. What follows the language of a fenced block says what it is:
 *
 * <ul>
 *   <li>{@code sh} is run, line by line; {@code sh exits=1} says how its last line ends; {@code sh by=FILE} is run by that
 *       script of this repository, which has the same lines
 *   <li>{@code sql file=NAME}, in any language, is a file that is laid before what follows; {@code folder=NAME} begins
 *       anew in a folder of its own
 *   <li>{@code sql sqlite=NAME} makes a SQLite file, {@code sql live=NAME} a live database whose address is in that variable
 *   <li>{@code text output} is part of what the command above it printed, numbers aside; {@code …} stands for anything
 * </ul>
 */
record DocPage(Path file, List<Block> blocks) {

    private static final Pattern FENCE = Pattern.compile("^(`{3,})(\\S*)\\s*(.*)$");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z]+)(?:=(\\S+))?");

    /** One fenced block. */
    record Block(int line, String language, Map<String, String> says, List<String> lines) {

        Optional<String> says(String name) {
            return Optional.ofNullable(says.get(name));
        }

        String text() {
            return String.join("\n", lines) + "\n";
        }

        /** The commands of a {@code sh} block: comments left out, lines that go on joined. */
        List<String> commands() {
            List<String> commands = new ArrayList<>();
            StringBuilder command = new StringBuilder();
            for (String line : lines) {
                String bare = line.strip();
                if (command.isEmpty() && (bare.isEmpty() || bare.startsWith("#"))) {
                    continue;
                }
                command.append(bare);
                if (bare.endsWith("\\")) {
                    command.setLength(command.length() - 1);
                } else {
                    commands.add(command.toString());
                    command.setLength(0);
                }
            }
            return commands;
        }
    }

    static DocPage read(Path file) throws IOException {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            Matcher begin = FENCE.matcher(lines.get(i));
            if (begin.matches()) {
                int end = i + 1;
                while (!lines.get(end).equals(begin.group(1))) {
                    end++;
                }
                blocks.add(new Block(i + 1, begin.group(2), attributes(begin.group(3)), lines.subList(i + 1, end)));
                i = end;
            }
        }
        return new DocPage(file, blocks);
    }

    /** A shell script of this repository, as one block. */
    static Block script(Path file) throws IOException {
        return new Block(1, "sh", Map.of(), Files.readAllLines(file));
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new TreeMap<>();
        ATTRIBUTE
                .matcher(text)
                .results()
                .forEach(one -> attributes.put(one.group(1), one.group(2) == null ? "" : one.group(2)));
        return attributes;
    }
}
