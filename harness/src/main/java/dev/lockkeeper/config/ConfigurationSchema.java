package dev.lockkeeper.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The file's keys as a JSON Schema, for editors; what it cannot say, the reader does. */
public final class ConfigurationSchema {

    private ConfigurationSchema() {}

    public static String json() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", Configuration.FILE);
        fill(schema, "");
        return new ObjectMapper().valueToTree(schema).toPrettyString() + "\n";
    }

    private static void fill(ObjectNode object, String section) {
        object.put("type", "object");
        object.put("additionalProperties", false);
        for (KeyCard card : ConfigurationKeys.all()) {
            if (card.section().equals(section)) {
                boolean any = card.name().equals("*");
                ObjectNode key = any
                        ? object.putObject("additionalProperties")
                        : object.withObjectProperty("properties").putObject(card.name());
                describe(key, card);
            }
        }
    }

    private static void describe(ObjectNode key, KeyCard card) {
        key.put("description", card.meaning());
        switch (card.shape()) {
            case SECTION -> fill(key, card.path());
            case LIST_OF_SECTIONS -> fill(key.put("type", "array").putObject("items"), card.path());
            case LIST_OF_TEXTS -> key.put("type", "array").putObject("items").put("type", "string");
            case WHOLE_NUMBER -> key.put("type", "integer");
            case TRUE_OR_FALSE -> key.put("type", "boolean");
            case NUMBER -> key.put("type", "number");
            case DATE -> key.put("type", "string").put("format", "date");
            case WORD -> card.words().forEach(key.withArrayProperty("enum")::add);
            // A version may stand there as a number.
            case TEXT, REFERENCE -> key.putArray("type").add("string").add("number");
        }
    }
}
