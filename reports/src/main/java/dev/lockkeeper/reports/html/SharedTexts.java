package dev.lockkeeper.reports.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The long texts that stand in a page's data more than once, each kept once; the script puts them back. */
final class SharedTexts {

    /** Begins a text that only names a shared one; foreign text cannot, for its control characters are made visible. */
    private static final char MARK = '\u0001';

    private static final int WORTH_SHARING = 24;

    private final Map<String, Integer> uses = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final ArrayNode texts = JsonNodeFactory.instance.arrayNode();

    /** Replaces what repeats in the tree, and returns the list of what was replaced. */
    static ArrayNode takeOutOf(JsonNode tree) {
        SharedTexts shared = new SharedTexts();
        shared.count(tree);
        shared.replace(tree);
        return shared.texts;
    }

    private void count(JsonNode node) {
        if (node.isTextual() && node.textValue().length() >= WORTH_SHARING) {
            uses.merge(node.textValue(), 1, Integer::sum);
        }
        node.forEach(this::count);
    }

    private void replace(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> object.set(name, replaced(object.get(name))));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, replaced(array.get(i)));
            }
        }
    }

    private JsonNode replaced(JsonNode value) {
        if (!value.isTextual()) {
            replace(value);
            return value;
        }
        String text = value.textValue();
        if (uses.getOrDefault(text, 0) < 2) {
            return value;
        }
        int place = places.computeIfAbsent(text, first -> {
            texts.add(first);
            return texts.size() - 1;
        });
        return TextNode.valueOf(MARK + String.valueOf(place));
    }
}
