package dev.lockkeeper.reports.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.reports.json.ReportTree;
import java.util.List;

/** What the page needs to draw the details of a step: the contract's fields without the empty ones and the findings. */
final class EmbeddedData {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> OF_A_STEP =
            List.of("file", "up", "down", "reup", "statements", "change", "data", "notObserved");

    /** What the diagram draws a column from. */
    private static final List<String> OF_A_ROW = List.of(Trait.TYPE, Trait.POSITION);

    /** What the diagram draws a foreign key from. */
    private static final List<String> OF_A_LINE = List.of(Trait.CONSTRAINT_TYPE, Trait.COLUMNS, Trait.REFERENCED_TABLE);

    private EmbeddedData() {}

    /** How much of long texts is kept when the page would else be too big to open at once. */
    private static final List<Integer> ROOMS = List.of(Integer.MAX_VALUE, 4_000, 1_000, 200);

    private static final int MOST_LETTERS = 1_800_000;

    /** JSON that may stand inside a script element: nothing in it can end the element. */
    static String of(VerificationReport report) {
        String json = "";
        for (int longest : ROOMS) {
            json = json(report, longest);
            if (json.length() <= MOST_LETTERS) {
                break;
            }
        }
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static String json(VerificationReport report, int longest) {
        ObjectNode data = NODES.objectNode();
        ObjectNode modes = data.putObject("modes");
        for (LockMode mode : LockMode.values()) {
            modes.putObject(mode.words())
                    .put("blocks", mode.blocks())
                    .put("weight", mode.blocksReads() ? 2 : mode.blocksWrites() ? 1 : 0);
        }
        ArrayNode chains = data.putArray("chains");
        for (JsonNode chain : ReportTree.of(report).get("chains")) {
            ArrayNode steps = chains.addArray();
            for (JsonNode step : chain.get("steps")) {
                ObjectNode lean = steps.addObject();
                OF_A_STEP.forEach(name -> put(lean, name, step.get(name)));
                shorten(lean, longest);
            }
        }
        data.set("texts", SharedTexts.takeOutOf(chains));
        return data.toString();
    }

    /**
     * What each statement repeats is left out: the file of its step, and the locks that earlier statements of its
     * transaction hold, which alone would be most of a page, for they grow with the square of the statements.
     */
    private static void shorten(ObjectNode step, int longest) {
        for (JsonNode each : step.path("statements")) {
            ObjectNode statement = (ObjectNode) each;
            if (statement.remove("alreadyHeld") != null) {
                statement.put("carries", true);
            }
            if (statement.path("file").equals(step.path("file"))) {
                statement.remove("file");
            }
            statement.remove(List.of("index", "updateCount", "copyData"));
        }
        step.path("change").findParents("traits").forEach(object -> onlyWhatIsDrawn((ObjectNode) object));
        step.findParents("sql").forEach(parent -> clip((ObjectNode) parent, "sql", longest));
        step.path("change")
                .findParents("definition")
                .forEach(parent -> clip((ObjectNode) parent, "definition", longest));
    }

    private static void onlyWhatIsDrawn(ObjectNode object) {
        ObjectNode traits = (ObjectNode) object.get("traits");
        boolean line = "f".equals(traits.path(Trait.CONSTRAINT_TYPE).asText());
        traits.retain(line ? OF_A_LINE : OF_A_ROW);
        if (traits.isEmpty()) {
            object.remove("traits");
        }
    }

    private static void clip(ObjectNode parent, String field, int longest) {
        String text = parent.path(field).asText();
        if (text.length() > longest) {
            parent.put(
                    field,
                    text.substring(0, longest) + "\n… and " + (text.length() - longest)
                            + " characters more, which the file and the JSON report have");
        }
    }

    private static void put(ObjectNode into, String name, JsonNode value) {
        JsonNode lean = lean(value);
        if (!isNothing(lean)) {
            into.set(name, lean);
        }
    }

    private static JsonNode lean(JsonNode value) {
        if (value.isObject()) {
            ObjectNode node = NODES.objectNode();
            value.properties().forEach(each -> put(node, each.getKey(), each.getValue()));
            return node;
        }
        if (value.isArray()) {
            ArrayNode node = NODES.arrayNode();
            value.forEach(each -> node.add(lean(each)));
            return node;
        }
        return value.isTextual() ? NODES.textNode(Markup.visibleLines(value.textValue())) : value;
    }

    /** What the page takes for granted where a field is absent. */
    private static boolean isNothing(JsonNode value) {
        return value.isNull()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isBoolean() && !value.booleanValue());
    }
}
