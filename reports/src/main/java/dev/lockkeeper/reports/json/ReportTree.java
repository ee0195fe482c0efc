package dev.lockkeeper.reports.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Fact.Bounded;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.Fact.Preflight;
import dev.lockkeeper.model.Fact.Rehearsed;
import dev.lockkeeper.model.Fact.Sample;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.FindingIds;
import dev.lockkeeper.model.RowCoverage;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StatementTrace.IndexBuilt;
import dev.lockkeeper.model.StatementTrace.Lock;
import dev.lockkeeper.model.StatementTrace.Notice;
import dev.lockkeeper.model.StatementTrace.RowsTouched;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.TargetReport;
import dev.lockkeeper.model.VerificationReport;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The report as the contract spells it: every field always there, always in this order. */
public final class ReportTree {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final FindingIds ids;

    private ReportTree(FindingIds ids) {
        this.ids = ids;
    }

    public static ObjectNode of(VerificationReport report) {
        return new ReportTree(FindingIds.of(report)).report(report);
    }

    private ObjectNode report(VerificationReport report) {
        ObjectNode node = NODES.objectNode();
        node.put("schema", VerificationReport.SCHEMA);
        node.put("verdict", report.verdict().id());
        node.putObject("tool").put("name", "lockkeeper").put("version", report.toolVersion());
        node.putObject("server")
                .put("version", report.server().version())
                .put("provider", report.server().provider())
                .put("why", report.server().why());
        node.put("seed", report.seed());
        node.put("millis", report.millis());
        node.set("chains", array(report.chains(), this::chain));
        if (report.target() != null) {
            node.set("target", target(report.target()));
        }
        return node;
    }

    /** Only the report of a check has it. */
    private static ObjectNode target(TargetReport target) {
        ObjectNode node = NODES.objectNode();
        node.put("name", target.name());
        node.put("address", target.address());
        ObjectNode identity = node.putObject("identity");
        target.identity().forEach(identity::put);
        node.set("lines", array(target.lines(), line -> NODES.objectNode()
                .put("area", line.area())
                .put("object", line.object())
                .put("state", line.state())
                .put("text", line.text())));
        return node;
    }

    private ObjectNode chain(ChainReport chain) {
        ObjectNode node = NODES.objectNode();
        node.put("name", chain.name());
        node.put("format", chain.format());
        node.put("path", chain.path());
        node.put("digest", chain.digest());
        node.put("verdict", chain.verdict().id());
        node.put("stoppedAt", chain.stoppedAt());
        node.put("notLookedAt", chain.notLookedAt());
        node.set("rows", rows(chain.rows()));
        node.set("findings", array(chain.findings(), this::finding));
        node.set("steps", array(chain.steps(), this::step));
        return node;
    }

    private static ObjectNode rows(RowCoverage rows) {
        ObjectNode node = NODES.objectNode();
        node.put("tables", rows.tables());
        node.put("covered", rows.covered());
        node.put("columns", rows.columns());
        node.put("coveredColumns", rows.coveredColumns());
        node.set("gaps", texts(rows.gaps()));
        return node;
    }

    private ObjectNode step(StepReport step) {
        ObjectNode node = NODES.objectNode();
        node.put("version", step.version());
        node.put("description", step.description());
        node.put("file", step.file());
        node.put("verdict", step.verdict().id());
        node.putObject("up")
                .put("outcome", step.upOutcome())
                .put("sqlState", step.sqlState())
                .put("millis", step.millis());
        node.putObject("down").put("outcome", step.downOutcome());
        node.putObject("reup").put("outcome", step.reupOutcome());
        node.set("statements", array(step.statements(), ReportTree::statement));
        node.set("change", change(step.change()));
        node.set("data", array(step.data(), ReportTree::effect));
        node.set("findings", array(step.findings(), this::finding));
        node.set("notObserved", texts(step.notObserved()));
        if (step.rehearsed() != null) {
            node.set("rehearsal", rehearsal(step.rehearsed()));
        }
        return node;
    }

    /** Only where one was asked for. */
    private static ObjectNode rehearsal(Rehearsed seen) {
        ObjectNode node = NODES.objectNode();
        node.set("tables", texts(seen.tables()));
        node.set("left", texts(seen.left()));
        node.set("waits", array(seen.waits(), wait -> placed(wait.at(), wait.statement())
                .put("lockTimeout", wait.lockTimeout())
                .put("millis", wait.millis())));
        node.set("blocks", array(seen.blocks(), block -> placed(block.at(), block.statement())
                .put("table", block.table())
                .put("writes", block.writes())
                .put("queued", block.queued())
                .put("deadlock", block.deadlock())
                .put("millis", block.millis())));
        node.set("refused", seen.refused() == null ? NODES.nullNode() : failure(seen.refused()));
        Bounded bounded = seen.bounded();
        node.set(
                "bounded",
                bounded == null
                        ? NODES.nullNode()
                        : NODES.objectNode()
                                .<ObjectNode>set("refusal", failure(bounded.refusal()))
                                .set("left", change(bounded.left())));
        return node;
    }

    private static ObjectNode placed(SourceSpan at, String statement) {
        return NODES.objectNode().put("file", at.file()).put("line", at.line()).put("statement", statement);
    }

    private static ObjectNode failure(Failure failure) {
        return placed(failure.at(), failure.excerpt())
                .put("sqlState", failure.sqlState())
                .put("message", failure.message());
    }

    private static ObjectNode statement(StatementTrace trace) {
        ObjectNode node = NODES.objectNode();
        node.put("direction", trace.direction().id());
        node.put("index", trace.index());
        node.put("file", trace.statement().at().file());
        node.put("line", trace.statement().at().line());
        node.put("sql", trace.statement().sql());
        node.put("copyData", trace.statement().copyData());
        node.put("millis", trace.millis());
        node.set("locks", array(trace.held(), ReportTree::lock));
        node.set("alreadyHeld", array(trace.alreadyHeld(), ReportTree::lock));
        node.set("rewrote", texts(trace.rewrote()));
        node.set("scanned", texts(trace.scanned()));
        node.set("indexesBuilt", array(trace.indexesBuilt(), ReportTree::index));
        node.set("touched", array(trace.touched(), ReportTree::touched));
        node.put("updateCount", trace.updateCount());
        node.set("notices", array(trace.notices(), ReportTree::notice));
        node.put("outsideTransaction", trace.outsideTransaction());
        return node;
    }

    private static ObjectNode lock(Lock lock) {
        return NODES.objectNode()
                .put("relation", lock.relation())
                .put("mode", lock.mode().words());
    }

    private static ObjectNode index(IndexBuilt index) {
        return NODES.objectNode()
                .put("index", index.index())
                .put("table", index.table())
                .put("concurrently", index.concurrently());
    }

    private static ObjectNode touched(RowsTouched rows) {
        return NODES.objectNode()
                .put("table", rows.table())
                .put("inserted", rows.inserted())
                .put("updated", rows.updated())
                .put("deleted", rows.deleted());
    }

    private static ObjectNode notice(Notice notice) {
        return NODES.objectNode().put("sqlState", notice.sqlState()).put("text", notice.text());
    }

    private static ObjectNode change(CatalogDiff diff) {
        ObjectNode node = NODES.objectNode();
        node.set("added", array(diff.added(), ReportTree::object));
        node.set("removed", array(diff.removed(), ReportTree::object));
        node.set("changed", array(diff.changed(), change -> {
            ObjectNode pair = NODES.objectNode();
            pair.set("before", object(change.before()));
            pair.set("after", object(change.after()));
            return pair;
        }));
        node.set("reordered", texts(diff.reordered()));
        return node;
    }

    private static ObjectNode object(CatalogObject object) {
        ObjectNode node = NODES.objectNode();
        node.put("kind", object.id().kind().toString());
        node.put("name", object.id().name());
        node.put("table", object.table());
        node.put("definition", object.definition());
        ObjectNode traits = node.putObject("traits");
        new TreeMap<>(object.traits()).forEach(traits::put);
        return node;
    }

    private static ObjectNode effect(DataEffect effect) {
        ObjectNode node = NODES.objectNode();
        node.put("table", effect.table());
        node.put("column", effect.column());
        node.put("effect", word(effect.effect()));
        node.put("by", effect.by().id());
        node.put("values", effect.values());
        node.put("population", word(effect.population()));
        node.put("named", effect.named());
        node.set("at", at(effect.at()));
        node.put("setting", effect.setting());
        node.set("samples", array(effect.samples(), ReportTree::sample));
        node.set("preflight", preflight(effect.preflight()));
        return node;
    }

    private static ObjectNode sample(Sample sample) {
        return NODES.objectNode()
                .put("key", sample.key())
                .put("before", sample.before())
                .put("after", sample.after());
    }

    private static JsonNode at(@Nullable SourceSpan at) {
        return at == null
                ? NODES.nullNode()
                : NODES.objectNode().put("file", at.file()).put("line", at.line());
    }

    private static JsonNode preflight(@Nullable Preflight preflight) {
        return preflight == null
                ? NODES.nullNode()
                : NODES.objectNode().put("question", preflight.question()).put("sql", preflight.sql());
    }

    private ObjectNode finding(Finding finding) {
        ObjectNode node = NODES.objectNode();
        node.put("id", ids.of(finding));
        node.put("rule", finding.rule());
        node.put("category", finding.category().id());
        node.put("severity", finding.severity().id());
        node.put("file", finding.at().file());
        node.put("line", finding.at().line());
        node.put("object", finding.object());
        node.put("saw", finding.saw());
        node.put("means", finding.means());
        node.put("instead", finding.instead());
        node.set("evidence", value(finding.evidence()));
        node.put("suppressed", finding.suppressed());
        return node;
    }

    /** Evidence may be anything; what JSON has no word for goes in as its text. */
    private static JsonNode value(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof Map<?, ?> map) {
            TreeMap<String, Object> sorted = new TreeMap<>();
            map.forEach((key, each) -> {
                if (each != null) {
                    sorted.put(String.valueOf(key), each);
                }
            });
            ObjectNode node = NODES.objectNode();
            sorted.forEach((key, each) -> node.set(key, value(each)));
            return node;
        }
        if (value instanceof Collection<?> list) {
            return array(list, ReportTree::value);
        }
        if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        return NODES.textNode(String.valueOf(value));
    }

    private static JsonNode number(Number number) {
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            return NODES.numberNode(number.longValue());
        }
        if (number instanceof Double || number instanceof Float) {
            double real = number.doubleValue();
            return Double.isFinite(real) ? NODES.numberNode(real) : NODES.textNode(String.valueOf(real));
        }
        return NODES.textNode(number.toString());
    }

    private static ArrayNode texts(Collection<String> texts) {
        return array(texts, NODES::textNode);
    }

    private static <T> ArrayNode array(Collection<T> items, Function<? super T, ? extends JsonNode> node) {
        ArrayNode array = NODES.arrayNode();
        items.forEach(item -> array.add(node.apply(item)));
        return array;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
