package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.Fact.Effect;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rows.Attribution;
import dev.lockkeeper.rows.DataComparison;
import dev.lockkeeper.rows.DataPicture;
import dev.lockkeeper.rows.Fleeting;
import dev.lockkeeper.rows.RowOrigins;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks at the rows of the tables a step touches: after the up, after the way back, and in another time zone. */
final class DataTrial {

    /** The offset is no whole hour, so that nothing that shifts comes out right by luck. */
    static final String ZONE = "TimeZone Asia/Kathmandu";

    private static final Set<ObjectKind> OF_ROWS =
            Set.of(ObjectKind.TABLE, ObjectKind.PARTITIONED_TABLE, ObjectKind.COLUMN);

    private static final Pattern WRITES = Pattern.compile("(?i)\\b(update|delete|truncate|insert|merge)\\b");

    /** What is dropped and made anew under its own name leaves no trace in the schema. */
    private static final Pattern DROPS = Pattern.compile("(?i)\\bdrop\\b");

    private final Lab lab;
    private final Script up;
    private final Optional<Script> down;
    private final RowOrigins origins;
    private final CatalogSnapshot before;
    private final CatalogSnapshot after;
    private final Attribution upAttribution;
    private final Set<String> touched;
    private final Set<String> others;

    /**
     * @param down the way back, when it ran at all
     * @param lab standing at its mark, before the up
     */
    DataTrial(
            Lab lab,
            Script up,
            Optional<Script> down,
            RowOrigins origins,
            CatalogState before,
            CatalogState after,
            CatalogDiff change,
            List<StatementTrace> traces) {
        this.lab = lab;
        this.up = up;
        this.down = down;
        this.origins = origins;
        this.before = before.snapshot();
        this.after = after.snapshot();
        this.upAttribution = Attribution.of(traces);
        this.touched = touched(change, traces);
        this.others = tablesOf(change.added().stream());
        traces.forEach(trace -> trace.touched().forEach(rows -> others.add(rows.table())));
        // A table that was dropped and made again is another one, which is known by its name only.
        others.addAll(touched);
        if (change.removed(ObjectKind.COLUMN).findAny().isPresent()) {
            // What a dropped column said may have become a reference to a table that was only read.
            traces.forEach(trace -> trace.held().forEach(lock -> others.add(lock.relation())));
        }
    }

    List<Fact> observe() throws SQLException {
        if (touched.isEmpty()) {
            return List.of();
        }
        DataPicture old = DataPicture.take(lab.connection(), touched);
        boolean anyRow = old.names().stream().anyMatch(name -> old.rows(name).orElse(0L) > 0);
        if (!anyRow) {
            return List.of();
        }
        List<Fact> facts = new ArrayList<>();
        if (!lab.run(up, Direction.UP, Phase.UP, false).ok()) {
            return facts;
        }
        DataPicture now = old.again(lab.connection(), others);
        facts.addAll(DataComparison.compare(old, now, origins, Direction.UP, upAttribution));
        List<DataEffect> back = down.isPresent() ? afterDown(old) : List.of();
        facts.addAll(back);
        if (speaksOfTime()) {
            facts.addAll(elsewhere(old, now, facts));
        }
        return facts;
    }

    private List<DataEffect> afterDown(DataPicture old) throws SQLException {
        Script script = down.orElseThrow();
        if (!lab.run(script, Direction.DOWN, Phase.DOWN, false).ok()) {
            return List.of();
        }
        DataPicture returned = old.again(lab.connection(), touched);
        return DataComparison.compare(
                        old, returned, origins, Direction.DOWN, Attribution.ofStatements(script.statements()))
                .stream()
                .filter(effect -> effect.effect() != Effect.MOVED)
                .toList();
    }

    /** The same again in a session of another time zone; what comes out otherwise depends on the session. */
    private List<Fact> elsewhere(DataPicture old, DataPicture now, List<Fact> seen) throws SQLException {
        lab.rewind();
        lab.elsewhere();
        if (!lab.run(up, Direction.UP, Phase.UP, false).ok()) {
            return List.of();
        }
        DataPicture there = old.again(lab.connection(), others);
        List<Fact> facts = new ArrayList<>();
        DataComparison.compare(now, there, origins, Direction.UP, upAttribution).stream()
                .filter(effect -> isTime(effect) && !isMoment(effect))
                .map(effect -> inZone(effect, Direction.UP))
                .forEach(facts::add);
        if (facts.isEmpty() && down.isPresent()) {
            afterDown(old).stream()
                    .filter(effect -> isTime(effect) && !isMoment(effect))
                    .filter(effect -> seen.stream().noneMatch(other -> sameValues(other, effect)))
                    .map(effect -> inZone(effect, Direction.DOWN))
                    .forEach(facts::add);
        }
        return facts;
    }

    private static boolean sameValues(Fact fact, DataEffect effect) {
        return fact instanceof DataEffect other
                && other.by() == effect.by()
                && other.table().equals(effect.table())
                && Objects.equals(other.column(), effect.column());
    }

    private static DataEffect inZone(DataEffect effect, Direction by) {
        return new DataEffect(
                effect.table(),
                effect.column(),
                effect.effect(),
                by,
                effect.values(),
                effect.population(),
                effect.named(),
                effect.at(),
                ZONE,
                effect.samples(),
                null);
    }

    private boolean speaksOfTime() {
        return touched.stream()
                .flatMap(
                        table -> Stream.concat(before.of(table, ObjectKind.COLUMN), after.of(table, ObjectKind.COLUMN)))
                .anyMatch(DataTrial::isTime);
    }

    /** When the step ran is what such a column is to say; in which zone is for its type to know, not for the step. */
    private static boolean isMoment(DataEffect effect) {
        return !effect.samples().isEmpty()
                && effect.samples().stream()
                        .allMatch(sample -> Fleeting.isMoment(sample.before()) && Fleeting.isMoment(sample.after()));
    }

    private boolean isTime(DataEffect effect) {
        String column = effect.column();
        return column != null
                && Stream.of(before.column(effect.table(), column), after.column(effect.table(), column))
                        .flatMap(Optional::stream)
                        .anyMatch(DataTrial::isTime);
    }

    private static boolean isTime(CatalogObject column) {
        String type = String.valueOf(column.trait(Trait.TYPE));
        return type.startsWith("time") || type.startsWith("date");
    }

    private Set<String> touched(CatalogDiff change, List<StatementTrace> traces) {
        Set<String> tables = tablesOf(change.removed().stream());
        tables.addAll(tablesOf(change.changed().stream().map(CatalogDiff.Change::before)));
        for (StatementTrace trace : traces) {
            tables.addAll(trace.rewrote());
            if (DROPS.matcher(trace.statement().sql()).find()) {
                trace.held().forEach(lock -> tables.add(lock.relation()));
            }
            trace.touched().forEach(rows -> tables.add(rows.table()));
        }
        boolean downWrites = down.isPresent()
                && down.get().statements().stream()
                        .anyMatch(statement -> WRITES.matcher(statement.sql()).find());
        if (downWrites) {
            tables.addAll(tablesOf(change.added().stream()));
        }
        tables.removeIf(table -> !before.hasTable(table));
        return tables;
    }

    private static Set<String> tablesOf(Stream<CatalogObject> objects) {
        Set<String> tables = new TreeSet<>();
        objects.filter(object -> OF_ROWS.contains(object.id().kind())).forEach(object -> {
            String table = object.table();
            tables.add(table == null ? object.id().name() : table);
        });
        return tables;
    }
}
