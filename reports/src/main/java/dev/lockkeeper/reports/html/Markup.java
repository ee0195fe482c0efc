package dev.lockkeeper.reports.html;

import dev.lockkeeper.reports.view.Words;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/** HTML under construction; whatever is not a tag or an attribute's name is escaped, so no value can become markup. */
final class Markup {

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element; attributes are given as name, value, name, value … */
    Markup open(String element, String... attributes) {
        tag(element, attributes);
        open.push(element);
        return this;
    }

    /** An element that has no content, such as {@code input}. */
    Markup tag(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]);
            if (!attributes[i + 1].isEmpty()) {
                out.append("=\"")
                        .append(escaped(Words.visible(attributes[i + 1])))
                        .append('"');
            }
        }
        out.append('>');
        return this;
    }

    Markup close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Closes the element and begins a new line, so that the source can be read. */
    Markup closeLine() {
        close();
        out.append('\n');
        return this;
    }

    Markup text(String foreign) {
        out.append(escaped(Words.visible(foreign)));
        return this;
    }

    /** Text whose lines stay lines. */
    Markup lines(String foreign) {
        out.append(escaped(visibleLines(foreign)));
        return this;
    }

    /** An element with nothing but text in it. */
    Markup leaf(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** Our own words and resources, as they are. */
    Markup raw(String ours) {
        out.append(ours);
        return this;
    }

    static String visibleLines(String foreign) {
        return foreign.lines().map(Words::visible).collect(Collectors.joining("\n"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("still open: " + open);
        }
        return out.toString();
    }
}
