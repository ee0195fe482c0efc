package dev.lockkeeper.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON in one spelling: keys in order, no blanks, numbers by their value, of a key that comes twice the last. */
final class JsonForm {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonForm() {}

    /** Null when the text is no JSON. */
    static @Nullable String of(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                return null;
            }
            StringBuilder form = new StringBuilder(text.length());
            append(form, node);
            return form.toString();
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static void append(StringBuilder form, JsonNode node) {
        if (node.isObject()) {
            appendObject(form, node);
        } else if (node.isArray()) {
            String between = "[";
            for (JsonNode element : node) {
                form.append(between);
                append(form, element);
                between = ",";
            }
            form.append(node.isEmpty() ? "[]" : "]");
        } else if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            form.append(number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros());
        } else if (node.isTextual()) {
            quote(form, node.textValue());
        } else {
            form.append(node.asText());
        }
    }

    private static void appendObject(StringBuilder form, JsonNode node) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        String between = "{";
        for (Map.Entry<String, JsonNode> entry : sorted.entrySet()) {
            form.append(between);
            quote(form, entry.getKey());
            form.append(':');
            append(form, entry.getValue());
            between = ",";
        }
        form.append(sorted.isEmpty() ? "{}" : "}");
    }

    /** Not by way of a node's own text, which sets up a writer for each. */
    private static void quote(StringBuilder form, String text) {
        form.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, form);
        form.append('"');
    }
}
