package dev.lockkeeper.reports.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockkeeper.model.LockkeeperException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object; says by its path what is missing or of the wrong type. */
final class Fields {

    private final JsonNode node;
    private final String path;

    Fields(JsonNode node, String path) {
        this.node = node;
        this.path = path;
        if (!node.isObject()) {
            throw wrong(path, "is not an object");
        }
    }

    String text(String name) {
        JsonNode value = required(name);
        if (!value.isTextual()) {
            throw wrong(path + "." + name, "is not a string");
        }
        return value.textValue();
    }

    @Nullable
    String textOrNull(String name) {
        return absent(name) ? null : text(name);
    }

    String textOr(String name, String otherwise) {
        return absent(name) ? otherwise : text(name);
    }

    long number(String name) {
        JsonNode value = required(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(path + "." + name, "is not a whole number");
        }
        return value.longValue();
    }

    long numberOr(String name, long otherwise) {
        return absent(name) ? otherwise : number(name);
    }

    boolean truth(String name) {
        return !absent(name) && required(name).asBoolean();
    }

    Fields object(String name) {
        return new Fields(required(name), path + "." + name);
    }

    @Nullable
    Fields objectOrNull(String name) {
        return absent(name) ? null : object(name);
    }

    <T> List<T> list(String name, Function<Fields, T> each) {
        List<T> items = new ArrayList<>();
        JsonNode array = array(name);
        for (int i = 0; i < array.size(); i++) {
            items.add(each.apply(new Fields(array.get(i), path + "." + name + "[" + i + "]")));
        }
        return items;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        array(name).forEach(item -> texts.add(item.asText()));
        return texts;
    }

    Map<String, String> textMap(String name) {
        Map<String, String> map = new TreeMap<>();
        if (!absent(name)) {
            required(name)
                    .properties()
                    .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        }
        return map;
    }

    /** A value out of a small vocabulary, by the word the contract spells it with. */
    <E> E word(String name, E[] vocabulary, Function<E, String> spelling) {
        String word = text(name);
        for (E each : vocabulary) {
            if (spelling.apply(each).equals(word)) {
                return each;
            }
        }
        throw wrong(path + "." + name, "is \"" + word + "\", which is not a word of this report version");
    }

    JsonNode raw(String name) {
        return node.path(name);
    }

    private JsonNode array(String name) {
        JsonNode array = node.path(name);
        if (!array.isArray() && !absent(name)) {
            throw wrong(path + "." + name, "is not a list");
        }
        return array;
    }

    private JsonNode required(String name) {
        if (absent(name)) {
            throw wrong(path + "." + name, "is missing");
        }
        return node.get(name);
    }

    private boolean absent(String name) {
        return !node.hasNonNull(name);
    }

    private static LockkeeperException wrong(String path, String what) {
        return LockkeeperException.because("Could not read the report.")
                .answered(path + " " + what + ".")
                .tryThis("a file written by \"lockkeeper verify --format json=FILE\".");
    }
}
