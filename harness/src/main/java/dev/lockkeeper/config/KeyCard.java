package dev.lockkeeper.config;

import java.util.List;

/**
 * One key of the file, for its readers and for its reference.
 *
 * @param path where it stands, e.g. {@code chains[].path}; {@code *} is a word of the user's or of another package
 * @param shape what may be written there
 * @param words the closed list for {@link Shape#WORD}, else empty
 * @param standard what holds when it is absent
 * @param meaning one sentence for people
 */
public record KeyCard(String path, Shape shape, List<String> words, String standard, String meaning) {

    public KeyCard {
        words = List.copyOf(words);
    }

    /** What may be written at a key. */
    public enum Shape {
        SECTION,
        LIST_OF_SECTIONS,
        LIST_OF_TEXTS,
        TEXT,
        /** One of a closed list. */
        WORD,
        TRUE_OR_FALSE,
        WHOLE_NUMBER,
        NUMBER,
        DATE,
        /** Text in which {@code ${NAME}} stands for a variable of the environment. */
        REFERENCE
    }

    /** The section it stands in; empty at the top. */
    String section() {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }

    /** The key without its section, as it is written in the file. */
    String name() {
        return path.substring(path.lastIndexOf('.') + 1).replace("[]", "");
    }
}
