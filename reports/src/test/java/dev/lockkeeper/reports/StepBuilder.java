package dev.lockkeeper.reports;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.Fact.Effect;
import dev.lockkeeper.model.Fact.Preflight;
import dev.lockkeeper.model.Fact.Rehearsed;
import dev.lockkeeper.model.Fact.Sample;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.ObjectId;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Population;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StatementTrace.IndexBuilt;
import dev.lockkeeper.model.StatementTrace.Lock;
import dev.lockkeeper.model.StatementTrace.Notice;
import dev.lockkeeper.model.StatementTrace.RowsTouched;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.model.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Builds the report of one step for a test, with what the test does not say left at the harmless value. */
final class StepBuilder {

    private final String version;
    private final String description;
    private final String file;
    private String up = "applied";
    private @Nullable String sqlState;
    private long millis = 3;
    private String down = "restored";
    private String reup = "same";
    private @Nullable Verdict verdict;
    private final List<StatementTrace> statements = new ArrayList<>();
    private final List<DataEffect> data = new ArrayList<>();
    private final List<CatalogObject> added = new ArrayList<>();
    private final List<CatalogObject> removed = new ArrayList<>();
    private final List<CatalogDiff.Change> changed = new ArrayList<>();
    private final List<String> reordered = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable Rehearsed rehearsed;
    private final List<String> notObserved = new ArrayList<>();

    private StepBuilder(String version, String description, String file) {
        this.version = version;
        this.description = description;
        this.file = file;
    }

    static StepBuilder step(String version, String description, String file) {
        return new StepBuilder(version, description, file);
    }

    StepBuilder ways(String downOutcome, String reupOutcome) {
        down = downOutcome;
        reup = reupOutcome;
        return this;
    }

    StepBuilder upFailed(String state) {
        up = "failed";
        sqlState = state;
        return ways("skipped", "skipped");
    }

    StepBuilder millis(long other) {
        millis = other;
        return this;
    }

    StepBuilder verdict(Verdict other) {
        verdict = other;
        return this;
    }

    // ---- statements

    StepBuilder up(int line, String sql, Seen... seen) {
        return statement(Direction.UP, file, line, sql, seen);
    }

    StepBuilder down(int line, String sql, Seen... seen) {
        return statement(Direction.DOWN, file.replace(".up.", ".down."), line, sql, seen);
    }

    private StepBuilder statement(Direction direction, String in, int line, String sql, Seen... seen) {
        Collected all = new Collected();
        Arrays.stream(seen).forEach(each -> each.addTo(all));
        long same = statements.stream().filter(s -> s.direction() == direction).count();
        List<Lock> before = new ArrayList<>();
        if (!all.alone) {
            for (StatementTrace earlier : statements) {
                if (earlier.direction() == direction && !earlier.outsideTransaction()) {
                    before.addAll(earlier.held());
                }
            }
        }
        statements.add(new StatementTrace(
                direction,
                (int) same,
                new Statement(sql, new SourceSpan(in, line), null),
                all.millis,
                all.locks,
                before,
                all.rewrote,
                all.scanned,
                all.indexes,
                all.touched,
                all.touched.isEmpty() ? 0 : -1,
                all.notices,
                all.alone));
        return this;
    }

    /** One thing seen while a statement ran. */
    interface Seen {
        void addTo(Collected all);
    }

    /** What was seen while one statement ran. */
    static final class Collected {
        private final List<Lock> locks = new ArrayList<>();
        private final List<String> rewrote = new ArrayList<>();
        private final List<String> scanned = new ArrayList<>();
        private final List<IndexBuilt> indexes = new ArrayList<>();
        private final List<RowsTouched> touched = new ArrayList<>();
        private final List<Notice> notices = new ArrayList<>();
        private long millis = 1;
        private boolean alone;
    }

    static Seen locked(String relation, LockMode mode) {
        return all -> all.locks.add(new Lock(relation, mode));
    }

    static Seen rewrote(String table) {
        return all -> all.rewrote.add(table);
    }

    static Seen scanned(String table) {
        return all -> all.scanned.add(table);
    }

    static Seen built(String index, String table, boolean concurrently) {
        return all -> all.indexes.add(new IndexBuilt(index, table, concurrently));
    }

    static Seen touched(String table, long inserted, long updated, long deleted) {
        return all -> all.touched.add(new RowsTouched(table, inserted, updated, deleted));
    }

    static Seen noticed(String state, String text) {
        return all -> all.notices.add(new Notice(state, text));
    }

    static Seen took(long millis) {
        return all -> all.millis = millis;
    }

    static Seen alone() {
        return all -> all.alone = true;
    }

    // ---- schema

    StepBuilder adds(CatalogObject... objects) {
        added.addAll(List.of(objects));
        return this;
    }

    StepBuilder removes(CatalogObject... objects) {
        removed.addAll(List.of(objects));
        return this;
    }

    StepBuilder changes(CatalogObject before, CatalogObject after) {
        changed.add(new CatalogDiff.Change(before, after));
        return this;
    }

    StepBuilder reorders(String table) {
        reordered.add(table);
        return this;
    }

    static CatalogObject table(String name) {
        return new CatalogObject(new ObjectId(ObjectKind.TABLE, name), null, "TABLE " + name, Map.of());
    }

    static CatalogObject column(String table, int position, String name, String type, String... more) {
        Map<String, String> traits = new TreeMap<>(Map.of(Trait.TYPE, type, Trait.POSITION, "" + position));
        StringBuilder definition = new StringBuilder(name + " " + type);
        for (String each : more) {
            definition.append(' ').append(each);
            if ("NOT NULL".equals(each)) {
                traits.put(Trait.NOT_NULL, "true");
            }
            if (each.startsWith("DEFAULT ")) {
                traits.put(Trait.DEFAULT, each.substring("DEFAULT ".length()));
            }
        }
        return new CatalogObject(
                new ObjectId(ObjectKind.COLUMN, table + "." + name), table, definition.toString(), traits);
    }

    static CatalogObject primaryKey(String table, String name, String columns) {
        return new CatalogObject(
                new ObjectId(ObjectKind.CONSTRAINT, table + "." + name),
                table,
                "PRIMARY KEY (" + columns + ")",
                Map.of(Trait.CONSTRAINT_TYPE, "p", Trait.COLUMNS, columns, Trait.VALIDATED, "true"));
    }

    static CatalogObject foreignKey(String table, String name, String columns, String other, String otherColumns) {
        return new CatalogObject(
                new ObjectId(ObjectKind.CONSTRAINT, table + "." + name),
                table,
                "FOREIGN KEY (" + columns + ") REFERENCES " + other + "(" + otherColumns + ")",
                Map.of(
                        Trait.CONSTRAINT_TYPE, "f",
                        Trait.COLUMNS, columns,
                        Trait.REFERENCED_TABLE, other,
                        Trait.REFERENCED_COLUMNS, otherColumns,
                        Trait.VALIDATED, "true"));
    }

    static CatalogObject index(String table, String name, String definition, boolean unique) {
        return new CatalogObject(
                new ObjectId(ObjectKind.INDEX, name),
                table,
                definition,
                Map.of(Trait.UNIQUE, String.valueOf(unique), Trait.VALID, "true", Trait.METHOD, "btree"));
    }

    static CatalogObject object(ObjectKind kind, String name, @Nullable String table, String definition) {
        return new CatalogObject(new ObjectId(kind, name), table, definition, Map.of());
    }

    // ---- rows

    StepBuilder effect(
            String table, @Nullable String column, Effect effect, Direction by, long values, Sample... samples) {
        return effect(table, column, effect, by, values, Population.FIXTURE, null, samples);
    }

    StepBuilder effect(
            String table,
            @Nullable String column,
            Effect effect,
            Direction by,
            long values,
            Population population,
            @Nullable Preflight preflight,
            Sample... samples) {
        data.add(new DataEffect(
                table,
                column,
                effect,
                by,
                values,
                population,
                true,
                statements.isEmpty() ? null : statements.get(0).statement().at(),
                null,
                List.of(samples),
                preflight));
        return this;
    }

    static Sample sample(String key, @Nullable String before, @Nullable String after) {
        return new Sample(key, before, after);
    }

    // ---- opinions

    StepBuilder finds(Finding... more) {
        findings.addAll(List.of(more));
        return this;
    }

    StepBuilder notObserved(String what) {
        notObserved.add(what);
        return this;
    }

    StepBuilder rehearsed(Rehearsed seen) {
        rehearsed = seen;
        return this;
    }

    StepReport build() {
        return new StepReport(
                version,
                description,
                file,
                verdict == null ? judged() : verdict,
                up,
                sqlState,
                millis,
                down,
                reup,
                statements,
                data,
                new CatalogDiff(added, removed, changed, reordered),
                findings,
                notObserved,
                rehearsed);
    }

    private Verdict judged() {
        if (findings.stream().anyMatch(f -> f.stands() && f.severity() == Severity.ERROR)) {
            return Verdict.UNSAFE;
        }
        return notObserved.isEmpty() ? Verdict.SAFE : Verdict.UNDECIDED;
    }
}
