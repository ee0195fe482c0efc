package dev.lockkeeper.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockkeeper.gate.Attestation.ChainClaim;
import dev.lockkeeper.gate.Attestation.StepClaim;
import dev.lockkeeper.gate.Attestation.TargetClaim;
import dev.lockkeeper.model.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** An attestation as an in-toto statement: its subjects are the chains' files, its predicate is all the rest. */
final class AttestationJson {

    static final String STATEMENT = "https://in-toto.io/Statement/v1";
    static final String PREDICATE = "https://lockkeeper.dev/attestation/v1";

    static final ObjectMapper JSON = new ObjectMapper()
            .enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private AttestationJson() {}

    /** Thrown for a statement that lacks something or says it in another form. */
    static final class Incomplete extends Exception {
        private static final long serialVersionUID = 1L;

        Incomplete(String what) {
            super(what);
        }
    }

    static byte[] write(Attestation attestation) {
        ObjectNode statement = JSON.createObjectNode();
        statement.put("_type", STATEMENT);
        ArrayNode subjects = statement.putArray("subject");
        for (ChainClaim chain : attestation.chains()) {
            chain.files().forEach((file, digest) -> subjects.addObject()
                    .put("name", chain.name() + "/" + file)
                    .putObject("digest")
                    .put("sha256", digest.substring("sha256:".length())));
        }
        statement.put("predicateType", PREDICATE);
        statement.set("predicate", predicate(attestation));
        try {
            return JSON.writeValueAsBytes(statement);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    private static ObjectNode predicate(Attestation attestation) {
        ObjectNode node = JSON.createObjectNode();
        node.put("nonce", attestation.nonce());
        node.put("tool", attestation.tool());
        node.put("by", attestation.by());
        node.put("issued", attestation.issued().toString());
        node.put("expires", attestation.expires().toString());
        node.put("verdict", attestation.verdict().id());
        TargetClaim target = attestation.target();
        node.putObject("target")
                .put("name", target.name())
                .put("system", target.system())
                .put("database", target.database())
                .put("oid", target.oid())
                .put("version", target.version());
        node.putObject("schema").put("before", attestation.before()).put("after", attestation.after());
        ArrayNode chains = node.putArray("chains");
        attestation.chains().forEach(chain -> chains.add(chain(chain)));
        texts(node.putArray("mayLose"), attestation.mayLose());
        texts(node.putArray("findings"), attestation.findings());
        texts(node.putArray("ignored"), attestation.ignored());
        return node;
    }

    private static ObjectNode chain(ChainClaim chain) {
        ObjectNode node = JSON.createObjectNode();
        node.put("name", chain.name()).put("format", chain.format()).put("digest", chain.digest());
        texts(node.putArray("applied"), chain.applied());
        ArrayNode pending = node.putArray("pending");
        chain.pending().forEach(step -> pending.addObject()
                .put("version", step.version())
                .put("checksum", step.checksum())
                .put("after", step.after())
                .put("lossless", step.lossless()));
        return node;
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    static Attestation read(byte[] payload) throws Incomplete {
        JsonNode statement = tree(payload);
        if (!STATEMENT.equals(text(statement, "_type"))) {
            throw new Incomplete("_type");
        }
        JsonNode node = child(statement, "predicate");
        JsonNode target = child(node, "target");
        JsonNode schema = child(node, "schema");
        List<ChainClaim> chains = new ArrayList<>();
        for (JsonNode chain : array(node, "chains")) {
            chains.add(chain(chain, statement));
        }
        if (chains.isEmpty()) {
            throw new Incomplete("chains");
        }
        return new Attestation(
                text(node, "nonce"),
                text(node, "tool"),
                text(node, "by"),
                instant(node, "issued"),
                instant(node, "expires"),
                new TargetClaim(
                        text(target, "name"),
                        text(target, "system"),
                        text(target, "database"),
                        child(target, "oid").asLong(),
                        text(target, "version")),
                text(schema, "before"),
                text(schema, "after"),
                chains,
                verdict(text(node, "verdict")),
                texts(node, "mayLose"),
                texts(node, "findings"),
                texts(node, "ignored"));
    }

    static JsonNode tree(byte[] bytes) throws Incomplete {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new Incomplete("it is no JSON");
        }
    }

    static String predicateType(byte[] payload) throws Incomplete {
        return text(tree(payload), "predicateType");
    }

    private static ChainClaim chain(JsonNode node, JsonNode statement) throws Incomplete {
        String name = text(node, "name");
        SortedMap<String, String> files = new TreeMap<>();
        for (JsonNode subject : array(statement, "subject")) {
            String file = text(subject, "name");
            if (file.startsWith(name + "/")) {
                files.put(file.substring(name.length() + 1), "sha256:" + text(child(subject, "digest"), "sha256"));
            }
        }
        List<StepClaim> pending = new ArrayList<>();
        for (JsonNode step : array(node, "pending")) {
            pending.add(new StepClaim(
                    text(step, "version"),
                    text(step, "checksum"),
                    text(step, "after"),
                    child(step, "lossless").asBoolean()));
        }
        return new ChainClaim(name, text(node, "format"), text(node, "digest"), files, texts(node, "applied"), pending);
    }

    private static JsonNode child(JsonNode node, String name) throws Incomplete {
        JsonNode child = node.get(name);
        if (child == null || child.isNull()) {
            throw new Incomplete(name);
        }
        return child;
    }

    private static String text(JsonNode node, String name) throws Incomplete {
        JsonNode child = child(node, name);
        if (!child.isTextual()) {
            throw new Incomplete(name);
        }
        return child.textValue();
    }

    private static List<String> texts(JsonNode node, String name) throws Incomplete {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : array(node, name)) {
            texts.add(one.asText());
        }
        return texts;
    }

    private static JsonNode array(JsonNode node, String name) throws Incomplete {
        JsonNode child = child(node, name);
        if (!child.isArray()) {
            throw new Incomplete(name);
        }
        return child;
    }

    private static Instant instant(JsonNode node, String name) throws Incomplete {
        try {
            return Instant.parse(text(node, name));
        } catch (DateTimeException e) {
            throw new Incomplete(name);
        }
    }

    private static Verdict verdict(String word) throws Incomplete {
        for (Verdict verdict : Verdict.values()) {
            if (verdict.id().equals(word.toLowerCase(Locale.ROOT))) {
                return verdict;
            }
        }
        throw new Incomplete("verdict");
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
