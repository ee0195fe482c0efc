package dev.lockkeeper.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.FindingIds;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.VerificationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The findings a team knew of when it began to look, by their stable ids: they are told, and do not count.
 *
 * @param name how the baseline is called where a finding says why it does not count
 * @param known what each id stands for, for those who read the file
 */
public record Baseline(String name, SortedMap<String, Entry> known) {

    public static final String SCHEMA = "lockkeeper-baseline/1";

    /** How the reason begins that a finding gives for not counting. */
    private static final String REASON = "known before: ";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What somebody who reads the file wants to know of an id. */
    public record Entry(String chain, String step, String rule, String object) {}

    public Baseline {
        known = Collections.unmodifiableSortedMap(new TreeMap<>(known));
    }

    public static Baseline none() {
        return new Baseline("", new TreeMap<>());
    }

    /** All that counts against a report now, and what did not count only because of an earlier baseline. */
    public static Baseline of(VerificationReport report) {
        SortedMap<String, Entry> known = new TreeMap<>();
        for (ChainReport chain : report.chains()) {
            FindingIds ids = FindingIds.of(chain);
            chain.findings().forEach(finding -> take(known, ids, chain, "", finding));
            for (StepReport step : chain.steps()) {
                step.findings().forEach(finding -> take(known, ids, chain, step.version(), finding));
            }
        }
        return new Baseline("", known);
    }

    private static void take(
            SortedMap<String, Entry> known, FindingIds ids, ChainReport chain, String step, Finding finding) {
        if (finding.suppressed() == null || finding.suppressed().startsWith(REASON)) {
            String object = finding.object() == null ? "" : finding.object();
            known.put(ids.of(finding), new Entry(chain.name(), step, finding.rule(), object));
        }
    }

    public static Baseline read(Path file) {
        try {
            JsonNode tree = JSON.readTree(Files.readString(file));
            if (!SCHEMA.equals(tree.path("schema").asText())
                    || !tree.path("findings").isArray()) {
                throw unreadable(file).answered("It is no " + SCHEMA + ".");
            }
            SortedMap<String, Entry> known = new TreeMap<>();
            for (JsonNode one : tree.path("findings")) {
                known.put(
                        one.path("id").asText(),
                        new Entry(
                                one.path("chain").asText(),
                                one.path("step").asText(),
                                one.path("rule").asText(),
                                one.path("object").asText()));
            }
            return new Baseline(String.valueOf(file.getFileName()), known);
        } catch (IOException e) {
            throw unreadable(file).answered(e.toString()).causedBy(e);
        }
    }

    /** One finding on a line, in an order that keeps differences small. */
    public void write(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder == null ? file : folder);
            Files.writeString(file, text());
        } catch (IOException e) {
            throw LockkeeperException.because("Could not write the baseline " + file + ".")
                    .answered(e.toString())
                    .causedBy(e);
        }
    }

    private String text() throws IOException {
        ArrayNode findings = JsonNodeFactory.instance.arrayNode();
        known.forEach((id, entry) -> {
            ObjectNode one = findings.addObject();
            one.put("chain", entry.chain()).put("step", entry.step()).put("rule", entry.rule());
            one.put("object", entry.object()).put("id", id);
        });
        List<String> lines = new ArrayList<>();
        for (JsonNode one : findings) {
            lines.add("    " + JSON.writeValueAsString(one));
        }
        Collections.sort(lines);
        String list = lines.isEmpty() ? "[]" : "[\n" + String.join(",\n", lines) + "\n  ]";
        return "{\n  \"schema\": \"" + SCHEMA + "\",\n  \"findings\": " + list + "\n}\n";
    }

    /** The same findings under the name of the file they were written to. */
    public Baseline named(Path file) {
        return new Baseline(String.valueOf(file.getFileName()), known);
    }

    public boolean isEmpty() {
        return known.isEmpty();
    }

    /** The finding as it stands beside this baseline. */
    public Finding applyTo(Finding finding, String id) {
        return finding.stands() && known.containsKey(id) ? finding.suppressed(REASON + name) : finding;
    }

    /** How many of its findings are not among these ids any more. */
    public long gone(Collection<String> ids) {
        return known.keySet().stream().filter(id -> !ids.contains(id)).count();
    }

    private static LockkeeperException unreadable(Path file) {
        return LockkeeperException.because("Could not read the baseline " + file + ".")
                .tryThis("lockkeeper verify --write-baseline " + file);
    }
}
