package dev.lockkeeper.reports.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.Blocked;
import dev.lockkeeper.model.Fact.Bounded;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.Fact.Effect;
import dev.lockkeeper.model.Fact.Preflight;
import dev.lockkeeper.model.Fact.Rehearsed;
import dev.lockkeeper.model.Fact.Sample;
import dev.lockkeeper.model.Fact.Waited;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.ObjectId;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Population;
import dev.lockkeeper.model.RowCoverage;
import dev.lockkeeper.model.ServerInfo;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StatementTrace.IndexBuilt;
import dev.lockkeeper.model.StatementTrace.Lock;
import dev.lockkeeper.model.StatementTrace.Notice;
import dev.lockkeeper.model.StatementTrace.RowsTouched;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.Verdict;
import dev.lockkeeper.model.VerificationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a report back from its JSON, so that any other format can be written from it later. */
public final class ReportReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportReader() {}

    public static VerificationReport read(Path file) {
        try {
            return read(Files.readString(file));
        } catch (IOException e) {
            throw LockkeeperException.because("Could not read the report " + file + ".")
                    .answered(e.toString())
                    .tryThis("a file written by \"lockkeeper verify --format json=FILE\".")
                    .causedBy(e);
        }
    }

    public static VerificationReport read(String json) {
        Fields report = new Fields(parse(json), "$");
        String schema = report.text("schema");
        if (!VerificationReport.SCHEMA.equals(schema)) {
            throw LockkeeperException.because("Could not read the report.")
                    .answered("Its schema is \"" + schema + "\"; this version reads \"" + VerificationReport.SCHEMA
                            + "\".")
                    .tryThis("the version of lockkeeper that wrote it.");
        }
        Fields server = report.object("server");
        return new VerificationReport(
                report.object("tool").text("version"),
                verdict(report),
                new ServerInfo(server.text("version"), server.text("provider"), server.textOr("why", "")),
                report.numberOr("seed", 0),
                report.numberOr("millis", 0),
                report.list("chains", ReportReader::chain));
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw LockkeeperException.because("Could not read the report: it is not JSON.")
                    .answered(e.getOriginalMessage() + " at line "
                            + e.getLocation().getLineNr() + ".")
                    .tryThis("a file written by \"lockkeeper verify --format json=FILE\".")
                    .causedBy(e);
        }
    }

    private static ChainReport chain(Fields chain) {
        return new ChainReport(
                chain.text("name"),
                chain.text("format"),
                chain.text("path"),
                chain.text("digest"),
                verdict(chain),
                chain.textOrNull("stoppedAt"),
                rows(chain.object("rows")),
                chain.list("steps", ReportReader::step),
                chain.list("findings", ReportReader::finding),
                (int) chain.numberOr("notLookedAt", 0));
    }

    private static RowCoverage rows(Fields rows) {
        return new RowCoverage(
                (int) rows.number("tables"),
                (int) rows.number("covered"),
                (int) rows.number("columns"),
                (int) rows.number("coveredColumns"),
                rows.texts("gaps"));
    }

    private static StepReport step(Fields step) {
        Fields up = step.object("up");
        return new StepReport(
                step.text("version"),
                step.text("description"),
                step.text("file"),
                verdict(step),
                up.text("outcome"),
                up.textOrNull("sqlState"),
                up.numberOr("millis", 0),
                step.object("down").text("outcome"),
                step.object("reup").text("outcome"),
                step.list("statements", ReportReader::statement),
                step.list("data", ReportReader::effect),
                change(step.objectOrNull("change")),
                step.list("findings", ReportReader::finding),
                step.texts("notObserved"),
                rehearsal(step.objectOrNull("rehearsal")));
    }

    private static @Nullable Rehearsed rehearsal(@Nullable Fields seen) {
        if (seen == null) {
            return null;
        }
        Fields bounded = seen.objectOrNull("bounded");
        return new Rehearsed(
                seen.texts("tables"),
                seen.texts("left"),
                seen.list(
                        "waits",
                        wait -> new Waited(
                                at(wait),
                                wait.text("statement"),
                                wait.number("lockTimeout"),
                                wait.numberOr("millis", 0))),
                seen.list(
                        "blocks",
                        block -> new Blocked(
                                block.text("table"),
                                block.truth("writes"),
                                at(block),
                                block.text("statement"),
                                block.truth("queued"),
                                block.truth("deadlock"),
                                block.numberOr("millis", 0))),
                failure(seen.objectOrNull("refused")),
                bounded == null
                        ? null
                        : new Bounded(
                                Objects.requireNonNull(failure(bounded.object("refusal"))),
                                change(bounded.objectOrNull("left"))));
    }

    private static @Nullable Failure failure(@Nullable Fields failure) {
        return failure == null
                ? null
                : new Failure(
                        at(failure),
                        failure.text("statement"),
                        failure.text("sqlState"),
                        failure.text("message"),
                        null,
                        null,
                        Map.of());
    }

    private static StatementTrace statement(Fields trace) {
        SourceSpan at = at(trace);
        return new StatementTrace(
                trace.word("direction", Direction.values(), Direction::id),
                (int) trace.number("index"),
                new Statement(trace.text("sql"), at, trace.textOrNull("copyData")),
                trace.numberOr("millis", 0),
                trace.list("locks", ReportReader::lock),
                trace.list("alreadyHeld", ReportReader::lock),
                trace.texts("rewrote"),
                trace.texts("scanned"),
                trace.list(
                        "indexesBuilt",
                        index -> new IndexBuilt(index.text("index"), index.text("table"), index.truth("concurrently"))),
                trace.list(
                        "touched",
                        rows -> new RowsTouched(
                                rows.text("table"),
                                rows.number("inserted"),
                                rows.number("updated"),
                                rows.number("deleted"))),
                trace.numberOr("updateCount", -1),
                trace.list("notices", notice -> new Notice(notice.text("sqlState"), notice.text("text"))),
                trace.truth("outsideTransaction"));
    }

    private static Lock lock(Fields lock) {
        return new Lock(lock.text("relation"), lock.word("mode", LockMode.values(), LockMode::words));
    }

    private static CatalogDiff change(@Nullable Fields change) {
        if (change == null) {
            return CatalogDiff.none();
        }
        return new CatalogDiff(
                change.list("added", ReportReader::object),
                change.list("removed", ReportReader::object),
                change.list(
                        "changed",
                        pair -> new CatalogDiff.Change(object(pair.object("before")), object(pair.object("after")))),
                change.texts("reordered"));
    }

    private static CatalogObject object(Fields object) {
        ObjectKind kind = object.word("kind", ObjectKind.values(), ObjectKind::toString);
        return new CatalogObject(
                new ObjectId(kind, object.text("name")),
                object.textOrNull("table"),
                object.text("definition"),
                object.textMap("traits"));
    }

    private static DataEffect effect(Fields effect) {
        Fields at = effect.objectOrNull("at");
        Fields preflight = effect.objectOrNull("preflight");
        return new DataEffect(
                effect.text("table"),
                effect.textOrNull("column"),
                effect.word("effect", Effect.values(), ReportReader::lower),
                effect.word("by", Direction.values(), Direction::id),
                effect.number("values"),
                effect.word("population", Population.values(), ReportReader::lower),
                effect.truth("named"),
                at == null ? null : at(at),
                effect.textOrNull("setting"),
                effect.list(
                        "samples",
                        sample -> new Sample(
                                sample.text("key"), sample.textOrNull("before"), sample.textOrNull("after"))),
                preflight == null ? null : new Preflight(preflight.text("question"), preflight.text("sql")));
    }

    private static Finding finding(Fields finding) {
        return new Finding(
                finding.text("rule"),
                finding.word("category", Category.values(), Category::id),
                finding.word("severity", Severity.values(), Severity::id),
                at(finding),
                finding.textOrNull("object"),
                finding.text("saw"),
                finding.text("means"),
                finding.text("instead"),
                evidence(finding.raw("evidence")),
                finding.textOrNull("suppressed"));
    }

    private static SortedMap<String, Object> evidence(JsonNode node) {
        SortedMap<String, Object> evidence = new TreeMap<>();
        node.properties().forEach(entry -> {
            @Nullable Object value = value(entry.getValue());
            if (value != null) {
                evidence.put(entry.getKey(), value);
            }
        });
        return evidence;
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isObject()) {
            return evidence(node);
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(each -> list.add(value(each)));
            return list;
        }
        if (node.isNull()) {
            return null;
        }
        return node.isTextual() ? node.textValue() : node.isBoolean() ? node.booleanValue() : node.numberValue();
    }

    private static SourceSpan at(Fields fields) {
        return new SourceSpan(fields.text("file"), (int) fields.number("line"));
    }

    private static Verdict verdict(Fields fields) {
        return fields.word("verdict", Verdict.values(), Verdict::id);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
