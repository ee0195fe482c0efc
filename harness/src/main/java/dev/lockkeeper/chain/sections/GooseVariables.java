package dev.lockkeeper.chain.sections;

import dev.lockkeeper.chain.Mistakes;
import dev.lockkeeper.chain.SourceText;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values into the lines between {@code -- +goose ENVSUB ON} and {@code OFF}; the environment is the placeholders. */
final class GooseVariables {

    private static final Pattern VARIABLE = Pattern.compile("\\\\?\\$(?:(\\w+)|\\{(\\w+)(?:(:?-)([^}]*))?\\})|\\$\\$");
    private static final Pattern SWITCH =
            Pattern.compile("^--.*\\+goose\\s+ENVSUB(?:ST)?\\s+(ON|OFF)\\s*$", Pattern.CASE_INSENSITIVE);

    private final Map<String, String> values;
    private final Mistakes mistakes;

    GooseVariables(Map<String, String> values, Mistakes mistakes) {
        this.values = values;
        this.mistakes = mistakes;
    }

    SourceText expand(SourceText text) {
        if (!text.text().contains("ENVSUB") && !text.text().contains("envsub")) {
            return text;
        }
        StringBuilder expanded = new StringBuilder();
        boolean on = false;
        for (int line = 1; line <= text.lines(); line++) {
            int start = text.startOf(line);
            String raw = text.text().substring(start, text.startOf(line + 1));
            Matcher change = SWITCH.matcher(text.line(line));
            if (change.matches()) {
                on = change.group(1).equalsIgnoreCase("ON");
            }
            expanded.append(on ? expand(raw, text, start) : raw);
        }
        return text.replacedBy(expanded.toString());
    }

    private String expand(String line, SourceText text, int start) {
        Matcher variable = VARIABLE.matcher(line);
        StringBuilder expanded = new StringBuilder();
        while (variable.find()) {
            variable.appendReplacement(expanded, Matcher.quoteReplacement(value(variable, text, start)));
        }
        return variable.appendTail(expanded).toString();
    }

    /** A doubled dollar and one behind a backslash stand for the dollar itself. */
    private String value(Matcher variable, SourceText text, int start) {
        if (variable.group().equals("$$")) {
            return "$";
        }
        if (variable.group().startsWith("\\")) {
            return variable.group().substring(1);
        }
        String name = variable.group(1) != null ? variable.group(1) : variable.group(2);
        String value = values.get(name);
        String fallback = variable.group(4);
        if (fallback != null
                && (value == null || (value.isEmpty() && variable.group(3).equals(":-")))) {
            return fallback;
        }
        if (value == null) {
            mistakes.add(
                    text.spanAt(start + variable.start()),
                    "the environment variable %s has no value here".formatted(name),
                    "set it under placeholders: of the chain in lockkeeper.yml");
            return "";
        }
        return value;
    }
}
