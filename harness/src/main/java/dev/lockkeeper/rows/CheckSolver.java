package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.SqlText;
import dev.lockkeeper.catalog.TableShape;
import dev.lockkeeper.catalog.TableShape.Check;
import dev.lockkeeper.catalog.TableShape.Column;
import dev.lockkeeper.catalog.TableShape.Made;
import dev.lockkeeper.catalog.TypeShape;
import dev.lockkeeper.model.Population;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows satisfy CHECKs, domains and partition bounds before anything is inserted: the server itself evaluates the
 * expressions over the rows to come, and rows that fail try values which the expressions suggest.
 */
final class CheckSolver {

    private static final int COMBINATIONS = 160;
    private static final int ROUNDS = 3;
    private static final int PARENTS = 6;

    /** A condition with the places of the draft's columns it looks at. */
    private record Condition(String name, String expression, Set<Integer> places) {}

    private final Connection session;
    private final RowDraft draft;
    private final List<Condition> conditions = new ArrayList<>();
    private final Map<Integer, List<String>> referring = new HashMap<>();

    private CheckSolver(Connection session, RowDraft draft, ParentKeys parents) {
        this.session = session;
        this.draft = draft;
        for (TableShape.Reference reference : draft.table().references()) {
            for (int place : draft.places(reference.columns())) {
                // One of several columns of a key cannot change alone, nor one that two keys share.
                boolean alone = reference.columns().size() == 1 && !referring.containsKey(place);
                String target = reference.targetColumns().get(0);
                referring.put(
                        place,
                        alone
                                ? parents.rows(reference, draft.population()).stream()
                                        .limit(PARENTS)
                                        .map(parent -> String.valueOf(parent.get(target)))
                                        .toList()
                                : List.of());
            }
        }
        draft.table().checks().forEach(this::add);
        addBounds();
        draft.columns().forEach(this::addDomain);
    }

    /**
     * Changes the draft's rows, or leaves out those for which nothing fits.
     *
     * @return why no row is left, or nothing
     */
    static Optional<String> solve(Connection session, RowDraft draft, ParentKeys parents) throws SQLException {
        CheckSolver solver = new CheckSolver(session, draft, parents);
        if (solver.conditions.isEmpty() || draft.rows().isEmpty()) {
            return Optional.empty();
        }
        return solver.solve();
    }

    // ---- conditions

    private void add(Check check) {
        Set<Integer> places = new LinkedHashSet<>();
        for (int number : check.columns()) {
            places.addAll(placesOf(number));
        }
        conditions.add(new Condition(check.constraint(), check.expression(), places));
    }

    // A generated column stands for the columns it is made of.
    private List<Integer> placesOf(int number) {
        int place = draft.place(number);
        if (place >= 0) {
            return List.of(place);
        }
        String expression = draft.table()
                .column(number)
                .map(column -> String.valueOf(column.defaultText()))
                .orElse("");
        return mentioned(expression);
    }

    private List<Integer> mentioned(String expression) {
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < draft.columns().size(); place++) {
            String name = draft.columns().get(place).name();
            if (SqlWords.of(expression).stream()
                    .anyMatch(word -> word.name() && word.text().equals(name))) {
                places.add(place);
            }
        }
        return places;
    }

    private void addBounds() {
        if (!draft.table().partitionBounds().isEmpty()) {
            String any = draft.table().partitionBounds().stream()
                    .map(bound -> "(" + bound + ")")
                    .collect(Collectors.joining(" OR "));
            conditions.add(new Condition("partition bounds", any, new LinkedHashSet<>(mentioned(any))));
        }
    }

    private static final Pattern VALUE = Pattern.compile("\\bVALUE\\b(?=(?:[^']*'[^']*')*[^']*$)");

    private void addDomain(Column column) {
        TypeShape type = column.type();
        while (type != null && type.kind() == TypeShape.Kind.DOMAIN) {
            for (String check : type.checks()) {
                String expression =
                        VALUE.matcher(check).replaceAll(column.quoted().replace("$", "\\$"));
                conditions.add(new Condition(
                        type.name(), expression, new LinkedHashSet<>(List.of(draft.place(column.number())))));
            }
            type = type.inner();
        }
    }

    // ---- solving

    /** A row and conditions over the same columns of which it fails some. */
    private record Problem(int row, Set<Integer> conditions, Set<Integer> places) {}

    private Optional<String> solve() throws SQLException {
        List<String[]> rows = draft.rows();
        List<Set<Integer>> failing = evaluate(rows);
        List<Problem> open = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            open.addAll(problems(row, failing.get(row)));
        }
        Set<String> reasons = new LinkedHashSet<>();
        for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
            open = repair(rows, open, round);
        }
        Set<Integer> hopeless = new HashSet<>();
        for (Problem problem : open) {
            hopeless.add(problem.row());
            problem.conditions()
                    .forEach(index -> reasons.add(conditions.get(index).name()));
        }
        List<String[]> kept = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (!hopeless.contains(i)) {
                kept.add(rows.get(i));
            }
        }
        draft.keep(kept);
        return kept.isEmpty()
                ? Optional.of("no value found that satisfies " + String.join(", ", reasons))
                : Optional.empty();
    }

    // Conditions that share no column are solved apart, or there would be too many combinations to try.
    private List<Problem> problems(int row, Set<Integer> failing) {
        List<Problem> problems = new ArrayList<>();
        Set<Integer> open = new LinkedHashSet<>(failing);
        while (!open.isEmpty()) {
            Problem problem = around(row, open.iterator().next());
            problems.add(problem);
            open.removeAll(problem.conditions());
        }
        return problems;
    }

    private Problem around(int row, int first) {
        Set<Integer> together = new LinkedHashSet<>(Set.of(first));
        Set<Integer> places = new LinkedHashSet<>(conditions.get(first).places());
        boolean grown = true;
        while (grown) {
            grown = false;
            for (int c = 0; c < conditions.size(); c++) {
                Condition condition = conditions.get(c);
                if (condition.places().stream().anyMatch(places::contains) && together.add(c)) {
                    places.addAll(condition.places());
                    grown = true;
                }
            }
        }
        return new Problem(row, together, places);
    }

    // All variants for all problems go to the server in one query.
    private List<Problem> repair(List<String[]> rows, List<Problem> open, int round) throws SQLException {
        List<String[]> variants = new ArrayList<>();
        List<Problem> owners = new ArrayList<>();
        int each = Math.max(40, COMBINATIONS * (round + 1) / Math.min(4, open.size()));
        for (Problem problem : open) {
            for (String[] variant : variants(rows.get(problem.row()), problem, each, round)) {
                variants.add(variant);
                owners.add(problem);
            }
        }
        List<Set<Integer>> verdicts = evaluate(variants);
        Map<Problem, List<String[]>> passing = new LinkedHashMap<>();
        for (int i = 0; i < variants.size(); i++) {
            if (verdicts.get(i).stream().noneMatch(owners.get(i).conditions()::contains)) {
                passing.computeIfAbsent(owners.get(i), any -> new ArrayList<>()).add(variants.get(i));
            }
        }
        Map<Set<Integer>, Set<String>> taken = new HashMap<>();
        passing.forEach((problem, candidates) -> {
            Set<String> seen = taken.computeIfAbsent(problem.places(), any -> new HashSet<>());
            String[] best = richest(rows, problem, candidates, seen);
            problem.places().forEach(place -> rows.get(problem.row())[place] = best[place]);
        });
        return open.stream().filter(problem -> !passing.containsKey(problem)).toList();
    }

    // Of what passes, the values where the rows so far have none; and not the same for all.
    private String[] richest(List<String[]> rows, Problem problem, List<String[]> candidates, Set<String> taken) {
        String[] best = candidates.get(0);
        int most = -1;
        for (String[] candidate : candidates) {
            int worth = taken.contains(text(candidate, problem)) ? 0 : 2;
            for (int place : problem.places()) {
                boolean covered = rows.stream()
                        .anyMatch(row -> taken.contains(text(row, problem)) && !RowDraft.isNull(row[place]));
                worth += RowDraft.isNull(candidate[place]) ? 0 : covered ? 1 : 10;
            }
            if (worth > most) {
                most = worth;
                best = candidate;
            }
        }
        taken.add(text(best, problem));
        return best;
    }

    private static String text(String[] row, Problem problem) {
        return problem.places().stream().map(place -> row[place]).collect(Collectors.joining("\u0000"));
    }

    private List<String[]> variants(String[] row, Problem problem, int count, int round) {
        int number = problem.row();
        List<Integer> places = new ArrayList<>(problem.places());
        List<List<String>> choices =
                places.stream().map(place -> choices(row, number, place)).toList();
        List<String[]> variants = new ArrayList<>();
        long product = 1;
        for (List<String> choice : choices) {
            product = Math.min(1_000_000, product * choice.size());
        }
        // Steps through the combinations with a stride that shares no factor with their number.
        long stride = product <= count ? 1 : product / count * 2 + 1;
        for (long i = 0; i < Math.min(product, count); i++) {
            long combination = (i * stride + number * 13L + round * 7919L) % product;
            String[] variant = row.clone();
            for (int p = 0; p < places.size(); p++) {
                List<String> choice = choices.get(p);
                variant[places.get(p)] = choice.get((int) (combination % choice.size()));
                combination /= choice.size();
            }
            variants.add(variant);
        }
        return variants;
    }

    private List<String> choices(String[] row, int number, int place) {
        Column column = draft.columns().get(place);
        Set<String> choices = new LinkedHashSet<>();
        choices.add(row[place]);
        if (draft.isFixed(place)) {
            return new ArrayList<>(choices);
        }
        if (!column.notNull()) {
            choices.add(RowDraft.NULL);
        }
        if (referring.containsKey(place)) {
            choices.addAll(referring.getOrDefault(place, List.of()));
            return new ArrayList<>(choices);
        }
        if (column.defaultText() != null && column.made() == Made.PLAIN && !isSequence(column)) {
            choices.add(RowDraft.DEFAULT);
        }
        boolean enumeration = column.type().base().kind() == TypeShape.Kind.ENUM;
        List<String> suggested = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition.places().contains(place)) {
                suggested.addAll(fitting(column, CheckHints.of(condition.expression())));
            }
        }
        if (enumeration) {
            suggested.addAll(column.type().base().labels());
        }
        // Each row begins elsewhere in the list, so that the rows differ in the end.
        if (!suggested.isEmpty()) {
            Collections.rotate(suggested, -(number % suggested.size()));
        }
        suggested.forEach(text -> choices.add(SqlText.literal(text)));
        for (int i = 0; i < 3; i++) {
            choices.add(SqlText.literal(Values.plain(Drafter.wanted(column), number * 3 + i, draft.band())));
            choices.add(SqlText.literal(Values.plain(Drafter.wanted(column), i, 1)));
        }
        if (draft.population() == Population.ADVERSARIAL) {
            Values.hurtful(Drafter.wanted(column)).stream()
                    .limit(4)
                    .forEach(text -> choices.add(SqlText.literal(text)));
        }
        if (column.type().base().name().startsWith("json")) {
            List.of("{}", "[]", "\"text\"", "1").forEach(text -> choices.add(SqlText.literal(text)));
        }
        return new ArrayList<>(choices);
    }

    private static boolean isSequence(Column column) {
        return String.valueOf(column.defaultText()).contains("nextval(");
    }

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d.*");

    // Only texts that the type can read: one that it cannot would spoil the query for all.
    private static List<String> fitting(Column column, List<String> hints) {
        TypeShape type = column.type().base();
        return switch (type.kind()) {
            case ENUM -> hints.stream().filter(type.labels()::contains).toList();
            case ARRAY ->
                hints.stream()
                        .filter(hint -> readable(type.inner(), hint))
                        .map(hint -> Values.array(List.of(hint)))
                        .toList();
            default -> hints.stream().filter(hint -> readable(type, hint)).toList();
        };
    }

    private static boolean readable(@Nullable TypeShape type, String hint) {
        if (type == null) {
            return false;
        }
        return switch (type.base().name()) {
            case "smallint", "integer", "bigint" ->
                hint.matches("-?\\d{1,18}") && inRange(type.base().name(), hint);
            case "numeric", "real", "double precision", "money" ->
                NUMBER.matcher(hint).matches() && hint.length() < 15;
            case "text", "character varying", "character", "name" -> true;
            case "date", "timestamp without time zone", "timestamp with time zone" ->
                DAY.matcher(hint).matches();
            case "boolean" -> hint.equals("true") || hint.equals("false");
            case "uuid" -> hint.matches("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}");
            case "interval" -> hint.matches("-?\\d\\d:\\d\\d:\\d\\d|\\d+ (day|mon|year|hour)s?.*");
            default -> type.base().plainName().equals("citext");
        };
    }

    private static boolean inRange(String type, String hint) {
        long number = Long.parseLong(hint);
        return switch (type) {
            case "smallint" -> number == (short) number;
            case "integer" -> number == (int) number;
            default -> true;
        };
    }

    // ---- evaluating

    /** For each row the conditions it fails; all of them, when the server cannot evaluate one. */
    private List<Set<Integer>> evaluate(List<String[]> rows) throws SQLException {
        List<Set<Integer>> failing = new ArrayList<>();
        if (rows.isEmpty()) {
            return failing;
        }
        rows.forEach(row -> failing.add(new LinkedHashSet<>()));
        try (Statement statement = session.createStatement()) {
            statement.execute("SAVEPOINT lockkeeper_check");
            try (ResultSet verdict = statement.executeQuery(query(rows))) {
                while (verdict.next()) {
                    for (int c = 0; c < conditions.size(); c++) {
                        if (!verdict.getBoolean(c + 2)) {
                            failing.get(verdict.getInt(1)).add(c);
                        }
                    }
                }
            }
            statement.execute("RELEASE lockkeeper_check");
        } catch (SQLException refused) {
            try (Statement statement = session.createStatement()) {
                statement.execute("ROLLBACK TO SAVEPOINT lockkeeper_check; RELEASE lockkeeper_check");
            }
            return rows.size() == 1 ? allFailing(rows) : halves(rows);
        }
        return failing;
    }

    // One row of the lot cannot even be evaluated; the others shall not suffer for it.
    private List<Set<Integer>> halves(List<String[]> rows) throws SQLException {
        int middle = rows.size() / 2;
        List<Set<Integer>> failing = new ArrayList<>(evaluate(rows.subList(0, middle)));
        failing.addAll(evaluate(rows.subList(middle, rows.size())));
        return failing;
    }

    private List<Set<Integer>> allFailing(List<String[]> rows) {
        List<Set<Integer>> failing = new ArrayList<>();
        rows.forEach(row -> {
            Set<Integer> all = new LinkedHashSet<>();
            for (int c = 0; c < conditions.size(); c++) {
                all.add(c);
            }
            failing.add(all);
        });
        return failing;
    }

    private String query(List<String[]> rows) {
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < draft.columns().size(); place++) {
            int at = place;
            if (conditions.stream().anyMatch(condition -> condition.places().contains(at))) {
                places.add(place);
            }
        }
        String verdicts = conditions.stream()
                .map(condition -> ", (" + condition.expression() + ") IS NOT FALSE")
                .collect(Collectors.joining());
        String names = places.stream()
                .map(place -> ", " + draft.columns().get(place).quoted())
                .collect(Collectors.joining());
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            values.append(i == 0 ? "(" : ", (").append(i);
            for (int place : places) {
                values.append(", ")
                        .append(typed(rows.get(i)[place], draft.columns().get(place), i == 0));
            }
            values.append(')');
        }
        return "SELECT lockkeeper_row" + verdicts + " FROM (SELECT *" + generated() + " FROM (VALUES " + values
                + ") lockkeeper_values(lockkeeper_row" + names + ")) lockkeeper_rows";
    }

    private String generated() {
        return draft.table().columns().stream()
                .filter(column -> column.made() == Made.GENERATED)
                .filter(column -> conditions.stream().anyMatch(condition -> SqlWords.of(condition.expression()).stream()
                        .anyMatch(word -> word.text().equals(column.name()))))
                .map(column -> ", (" + column.defaultText() + ") AS " + column.quoted())
                .collect(Collectors.joining());
    }

    // Only the first row needs types, the others follow; but a default has a type of its own.
    private static String typed(String cell, Column column, boolean first) {
        String text = RowDraft.isOpen(cell) ? "(" + column.defaultText() + ")" : cell;
        return first || RowDraft.isOpen(cell)
                ? "CAST(" + text + " AS " + bare(column.type().base()) + ")"
                : text;
    }

    // Without a modifier these would mean a length of one.
    private static String bare(TypeShape type) {
        return switch (type.name()) {
            case "character" -> "pg_catalog.bpchar";
            case "bit" -> "pg_catalog.varbit";
            default -> type.name();
        };
    }
}
