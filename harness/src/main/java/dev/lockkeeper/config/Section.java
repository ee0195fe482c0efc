package dev.lockkeeper.config;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** One mapping of the file; what does not fit its key becomes a mistake and counts as absent. */
final class Section {

    private static final String ANY = "*";

    private final String path;
    private final int line;
    private final Mistakes mistakes;
    private final Map<String, Node> entries = new LinkedHashMap<>();

    private Section(String path, int line, Mistakes mistakes) {
        this.path = path;
        this.line = line;
        this.mistakes = mistakes;
    }

    /** Reads a mapping whose keys are those that {@link ConfigurationKeys} lists under the path. */
    static Section of(Node node, String path, Mistakes mistakes) {
        Section section = new Section(path, lineOf(node), mistakes);
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(section::take);
        } else if (!isEmpty(node)) {
            mistakes.add(section.line, section.named("") + "has to hold keys, not " + shapeOf(node));
        }
        return section;
    }

    static Section empty(String path, Mistakes mistakes) {
        return new Section(path, 1, mistakes);
    }

    int line() {
        return line;
    }

    int line(String key) {
        Node node = entries.get(key);
        return node == null ? line : lineOf(node);
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    Set<String> keys() {
        return entries.keySet();
    }

    void mistake(String key, String text) {
        mistakes.add(line(key), named(key) + text);
    }

    Section section(String key) {
        Node node = entries.get(key);
        return node == null ? empty(below(key), mistakes) : of(node, below(key), mistakes);
    }

    List<Section> sections(String key) {
        return items(key).stream()
                .map(item -> of(item, below(key) + "[]", mistakes))
                .toList();
    }

    List<String> texts(String key) {
        Node node = entries.get(key);
        List<Node> items = node instanceof ScalarNode && !isEmpty(node) ? List.of(node) : items(key);
        return items.stream().flatMap(item -> scalar(key, item).stream()).toList();
    }

    /** All values of a section whose keys are the user's words. */
    Map<String, String> allTexts() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : entries.keySet()) {
            text(key).ifPresent(value -> values.put(key, value));
        }
        return values;
    }

    Optional<String> text(String key) {
        Node node = entries.get(key);
        return node == null ? Optional.empty() : scalar(key, node);
    }

    /** A word out of a closed list; {@code words} of none takes any. */
    Optional<String> word(String key, Set<String> words) {
        Optional<String> text = text(key);
        if (text.isEmpty() || words.isEmpty() || words.contains(text.get())) {
            return text;
        }
        String known = words.size() <= 12 ? "; known: " + String.join(", ", words) : "";
        String near = Suggestion.asQuestion(text.get(), words);
        mistake(key, "does not know \"" + text.get() + "\"" + (near.isEmpty() ? known : near));
        return Optional.empty();
    }

    <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        return word(key, new LinkedHashSet<>(wordsOf(type)))
                .map(word -> Enum.valueOf(type, word.toUpperCase(Locale.ROOT)));
    }

    /** How the file spells the constants. */
    static List<String> wordsOf(Class<? extends Enum<?>> type) {
        return Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Whether it says so; when it does not speak of it, no. */
    boolean truth(String key) {
        Optional<String> text = text(key);
        if (text.isPresent() && !text.get().matches("(?i)true|false")) {
            mistake(key, "wants true or false, not \"" + text.get() + "\"");
        }
        return text.isPresent() && Boolean.parseBoolean(text.get());
    }

    Optional<Long> whole(String key, long least, long most) {
        return text(key).flatMap(text -> {
            try {
                long number = Long.parseLong(text.replace("_", ""));
                if (number >= least && number <= most) {
                    return Optional.of(number);
                }
            } catch (NumberFormatException e) {
                // Said below, together with numbers out of range.
            }
            mistake(
                    key,
                    "wants a whole number from " + least + (most == Long.MAX_VALUE ? "" : " to " + most) + ", not \""
                            + text + "\"");
            return Optional.empty();
        });
    }

    Optional<Double> positive(String key) {
        return text(key).flatMap(text -> {
            try {
                double number = Double.parseDouble(text);
                if (number > 0 && Double.isFinite(number)) {
                    return Optional.of(number);
                }
            } catch (NumberFormatException e) {
                // Said below, together with numbers out of range.
            }
            mistake(key, "wants a number above 0, not \"" + text + "\"");
            return Optional.empty();
        });
    }

    Optional<LocalDate> date(String key) {
        return text(key).flatMap(text -> {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeParseException e) {
                mistake(key, "wants a date like 2027-01-31, not \"" + text + "\"");
                return Optional.empty();
            }
        });
    }

    /** How messages name a key: with its section, numbers of list items left out. */
    String named(String key) {
        String full = key.isEmpty() ? path : below(key);
        return full.isEmpty() ? "the file " : full.replace("[]", "") + " ";
    }

    private void take(NodeTuple tuple) {
        Node key = tuple.getKeyNode();
        String name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
        Set<String> known = ConfigurationKeys.in(path);
        if (!known.contains(name) && !known.contains(ANY)) {
            mistakes.add(lineOf(key), unknown(name, known));
        } else if (entries.putIfAbsent(name, tuple.getValueNode()) != null) {
            mistakes.add(lineOf(key), named(name) + "is there twice");
        }
    }

    private String unknown(String name, Set<String> known) {
        String where = path.isEmpty() ? "" : " in " + path.replace("[]", "");
        String near = Suggestion.asQuestion(name, known);
        return "unknown key \"" + name + "\"" + where
                + (near.isEmpty() ? "; known: " + String.join(", ", known) : near);
    }

    private List<Node> items(String key) {
        Node node = entries.get(key);
        if (node == null || isEmpty(node)) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        mistake(key, "has to be a list, not " + shapeOf(node));
        return List.of();
    }

    private Optional<String> scalar(String key, Node node) {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank() && !isEmpty(node)) {
            return refusingVariables(key, scalar);
        }
        boolean blank = node instanceof ScalarNode;
        mistakes.add(lineOf(node), named(key) + (blank ? "has no value" : "has to be one value, not " + shapeOf(node)));
        return Optional.empty();
    }

    private Optional<String> refusingVariables(String key, ScalarNode scalar) {
        if (!takesVariables(key)
                && Reference.VARIABLE.matcher(scalar.getValue()).find()) {
            mistakes.add(lineOf(scalar), named(key) + "cannot refer to the environment; only urls can");
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }

    private boolean takesVariables(String key) {
        String full = below(key);
        // Flyway's own placeholders may stand inside the value of a placeholder.
        return full.endsWith("placeholders." + key)
                || ConfigurationKeys.all().stream()
                        .anyMatch(card -> card.path().equals(full) && card.shape() == KeyCard.Shape.REFERENCE);
    }

    private String below(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static boolean isEmpty(Node node) {
        return Tag.NULL.equals(node.getTag());
    }

    private static String shapeOf(Node node) {
        return node instanceof MappingNode ? "keys" : node instanceof SequenceNode ? "a list" : "a single value";
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
