package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.ImpliedKey;
import dev.lockkeeper.catalog.ImpliedKeys;
import dev.lockkeeper.catalog.SchemaCrawls;
import dev.lockkeeper.catalog.SchemaCrawls.SaidByLinter;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.KeyImplied;
import dev.lockkeeper.model.Fact.Linted;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.StepFacts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Looks once at the newest schema of a chain: at references that nobody declared, and, when somebody asked for it, at what
 * SchemaCrawler's linters say; each goes to the step that brought it.
 */
final class SchemaSurvey {

    private final List<StepFacts> steps;
    private final int judgedFrom;
    private final boolean linting;
    private final Set<SaidByLinter> saidAtBase;
    private final Map<ImpliedKey, Integer> implied = new LinkedHashMap<>();

    /**
     * @param judgedFrom what came with steps before this position is old
     * @param linting whether SchemaCrawler's linters are to be heard
     * @param saidAtBase what they said of the schema that the first judged step found
     */
    SchemaSurvey(List<StepFacts> steps, int judgedFrom, boolean linting, Set<SaidByLinter> saidAtBase) {
        this.steps = List.copyOf(steps);
        this.judgedFrom = judgedFrom;
        this.linting = linting;
        this.saidAtBase = Set.copyOf(saidAtBase);
        if (steps.size() > judgedFrom) {
            for (ImpliedKey key :
                    ImpliedKeys.in(steps.get(steps.size() - 1).after()).all()) {
                since(key).ifPresent(position -> implied.put(key, position));
            }
        }
    }

    /** Whether SchemaCrawler has to be asked, so that the schema itself is needed. */
    boolean wantsSchema() {
        return steps.size() > judgedFrom
                && (linting || implied.keySet().stream().anyMatch(key -> !key.sure()));
    }

    /** What the steps' own snapshots tell. */
    Map<Integer, List<Fact>> fromSnapshots() {
        Map<Integer, List<Fact>> facts = new TreeMap<>();
        implied.keySet().stream().filter(ImpliedKey::sure).forEach(key -> put(facts, key, false));
        return facts;
    }

    /** What SchemaCrawler tells, on a stage at the chain's newest state. */
    Map<Integer, List<Fact>> fromSchemaCrawler(Stage stage) throws SQLException {
        try {
            return ask(stage);
        } catch (RuntimeException broken) {
            // A second opinion on names may be missing; linters that somebody asked for may not be missing in silence.
            Fact unheard = new Fact.NotObserved("SchemaCrawler's linters", String.valueOf(broken.getMessage()));
            return linting ? Map.of(steps.size() - 1, List.of(unheard)) : Map.of();
        }
    }

    private Map<Integer, List<Fact>> ask(Stage stage) throws SQLException {
        Map<Integer, List<Fact>> facts = new TreeMap<>();
        List<ImpliedKey> doubtful =
                implied.keySet().stream().filter(key -> !key.sure()).toList();
        if (!doubtful.isEmpty()) {
            SchemaCrawls.proposed(stage.connection(), doubtful).forEach(key -> put(facts, key, true));
        }
        if (linting) {
            Set<SaidByLinter> said = new TreeSet<>(SchemaCrawls.lints(stage.connection()));
            said.removeAll(saidAtBase);
            said.forEach(one -> put(
                    facts,
                    position(one),
                    new Linted(
                            one.linter(),
                            one.severity(),
                            one.message(),
                            one.object(),
                            one.table().isEmpty() ? null : one.table())));
        }
        return facts;
    }

    private void put(Map<Integer, List<Fact>> facts, ImpliedKey key, boolean proposed) {
        put(
                facts,
                implied.getOrDefault(key, steps.size() - 1),
                new KeyImplied(
                        key.child(),
                        key.columns().get(0),
                        key.parent(),
                        key.parentColumns().get(0),
                        proposed));
    }

    private static void put(Map<Integer, List<Fact>> facts, int position, Fact fact) {
        facts.computeIfAbsent(position, any -> new ArrayList<>()).add(fact);
    }

    /** The step since which the reference stands undeclared; none when it is older, or told as a dropped key. */
    private OptionalInt since(ImpliedKey key) {
        int position = steps.size();
        while (position > judgedFrom && stands(steps.get(position - 1).after(), key)) {
            position--;
        }
        boolean older = position == steps.size() || stands(steps.get(position).before(), key);
        return older || wasDeclared(steps.get(position).before(), key) ? OptionalInt.empty() : OptionalInt.of(position);
    }

    private static boolean stands(CatalogSnapshot schema, ImpliedKey key) {
        return UndeclaredKeys.isThere(schema, key) && !wasDeclared(schema, key);
    }

    private static boolean wasDeclared(CatalogSnapshot schema, ImpliedKey key) {
        return ImpliedKeys.isDeclared(schema, key.child(), key.columns());
    }

    /** The last step that brought what a linter names, else the table, else touched the table at all. */
    private int position(SaidByLinter said) {
        Set<String> named = new TreeSet<>();
        Stream.of(said.object().split("[\\s,\\[\\]]+")).map(SchemaSurvey::plain).forEach(named::add);
        String table = plain(said.table());
        return Stream.<BiPredicate<CatalogObject, Boolean>>of(
                        (object, gone) -> !gone && isNamed(object, named, table),
                        (object, gone) -> gone == (object.table() != null) && belongs(object, table),
                        (object, gone) -> belongs(object, table))
                .map(this::last)
                .flatMapToInt(OptionalInt::stream)
                .findFirst()
                .orElse(steps.size() - 1);
    }

    private static boolean isNamed(CatalogObject object, Set<String> named, String table) {
        boolean isPart = object.id().kind() == ObjectKind.COLUMN
                || object.id().kind() == ObjectKind.CONSTRAINT
                || object.id().kind() == ObjectKind.INDEX;
        String name = plain(object.id().name());
        boolean hit = named.contains(name)
                || named.contains(name.substring(name.lastIndexOf('.') + 1))
                || (object.id().kind() == ObjectKind.INDEX && named.contains(indexName(object)));
        return isPart && hit && (table.isEmpty() || belongs(object, table));
    }

    /** SchemaCrawler names an index below its table. */
    private static String indexName(CatalogObject index) {
        String name = plain(index.id().name());
        return plain(String.valueOf(index.table())) + name.substring(name.lastIndexOf('.'));
    }

    private static boolean belongs(CatalogObject object, String table) {
        return !table.isEmpty()
                && (table.equals(plain(object.id().name()))
                        || (object.table() != null && table.equals(plain(object.table()))));
    }

    private OptionalInt last(BiPredicate<CatalogObject, Boolean> wanted) {
        for (int position = steps.size() - 1; position >= judgedFrom; position--) {
            CatalogDiff change = steps.get(position).change();
            boolean here = change.added().stream().anyMatch(object -> wanted.test(object, false))
                    || change.changed().stream().anyMatch(one -> wanted.test(one.after(), false))
                    || change.removed().stream().anyMatch(object -> wanted.test(object, true));
            if (here) {
                return OptionalInt.of(position);
            }
        }
        return OptionalInt.empty();
    }

    private static String plain(String name) {
        return name.replace("\"", "").toLowerCase(Locale.ROOT);
    }
}
