package dev.lockkeeper.compare;

import dev.lockkeeper.model.LockkeeperException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds which table and which column of the target stands for which of the source. */
final class Pairing {

    /** What tools keep about their own runs; it describes a database and is no part of what was moved. */
    private static final List<String> OF_TOOLS = List.of(
            "_prisma_migrations",
            "__drizzle_migrations",
            "alembic_version",
            "flyway_schema_history",
            "schema_migrations",
            "goose_db_version",
            "gorp_migrations",
            "_sqlx_migrations",
            "__diesel_schema_migrations",
            "pgmigrations",
            "atlas_schema_revisions",
            "django_migrations",
            "knex_migrations",
            "knex_migrations_lock",
            "sequelizemeta");

    private final CompareRequest request;
    private final List<SideTable> source;
    private final List<SideTable> target;
    private final List<String> mistakes = new ArrayList<>();

    Pairing(CompareRequest request, List<SideTable> source, List<SideTable> target) {
        this.request = request;
        this.source = source;
        this.target = target;
    }

    /** Source tables with their counterparts, or null where there is none. */
    record Paired(SideTable source, @Nullable SideTable target) {}

    /** @throws LockkeeperException naming all that the request names and nobody has */
    List<Paired> tables() {
        request.tables().forEach(name -> source(name, "--tables"));
        request.map().forEach((from, to) -> {
            source(from, "--map");
            named(target, to).ifPresentOrElse(found -> {}, () -> mistakes.add(unknown("--map", to, "target", target)));
        });
        request.ignore().forEach(this::ignored);
        List<Paired> paired = new ArrayList<>();
        for (SideTable table : source) {
            if (wanted(table)) {
                paired.add(new Paired(table, counterpart(table)));
            }
        }
        refuseMistakes();
        return paired;
    }

    private void refuseMistakes() {
        if (!mistakes.isEmpty()) {
            throw LockkeeperException.because("Could not tell what to compare:\n- " + String.join("\n- ", mistakes));
        }
    }

    private boolean wanted(SideTable table) {
        return request.tables().isEmpty()
                ? !isOfTool(table)
                : request.tables().stream().anyMatch(name -> isNamed(table, name));
    }

    static boolean isOfTool(SideTable table) {
        return OF_TOOLS.contains(table.name().toLowerCase(Locale.ROOT));
    }

    private void source(String name, String option) {
        if (named(source, name).isEmpty()) {
            mistakes.add(unknown(option, name, "source", source));
        }
    }

    private static String unknown(String option, String name, String side, Collection<SideTable> tables) {
        String all = tables.stream().map(SideTable::shown).limit(20).collect(Collectors.joining(", "));
        return option + ": the " + side + " has no table " + name + "; it has " + (all.isEmpty() ? "none" : all);
    }

    private void ignored(String name) {
        int dot = name.lastIndexOf('.');
        Optional<SideTable> table = dot < 0
                ? Optional.empty()
                : named(source, name.substring(0, dot)).or(() -> named(target, name.substring(0, dot)));
        if (table.isEmpty()) {
            mistakes.add("--ignore: " + name + " is no table.column of either side");
        } else if (sides(name.substring(0, dot)).noneMatch(side -> side.columns().stream()
                .anyMatch(column -> column.name().equalsIgnoreCase(name.substring(dot + 1))))) {
            mistakes.add("--ignore: " + table.get().shown() + " has no column " + name.substring(dot + 1));
        }
    }

    private java.util.stream.Stream<SideTable> sides(String name) {
        return java.util.stream.Stream.concat(source.stream(), target.stream()).filter(table -> isNamed(table, name));
    }

    private static Optional<SideTable> named(List<SideTable> tables, String name) {
        return tables.stream().filter(table -> isNamed(table, name)).findFirst();
    }

    private static boolean isNamed(SideTable table, String name) {
        return table.shown().equals(name) || table.name().equals(name);
    }

    private @Nullable SideTable counterpart(SideTable table) {
        String mapped = request.map().getOrDefault(table.shown(), request.map().get(table.name()));
        if (mapped != null) {
            return named(target, mapped).orElse(null);
        }
        List<SideTable> near = table.schema().isEmpty()
                ? target
                : target.stream()
                        .filter(other -> other.schema().equals(table.schema()))
                        .toList();
        List<SideTable> found = nearest(near, SideTable::name, table.name());
        if (found.size() > 1) {
            List<SideTable> open = found.stream()
                    .filter(other -> other.schema().equals("public"))
                    .toList();
            if (open.size() == 1) {
                return open.get(0);
            }
            mistakes.add(table.shown() + " could be any of "
                    + found.stream().map(SideTable::shown).collect(Collectors.joining(", ")) + "; say which with --map "
                    + table.shown() + "=" + found.get(0).shown());
        }
        return found.isEmpty() ? null : found.get(0);
    }

    /** Those of the same name; else those that differ in case only, else in case and underscores. */
    private static <T> List<T> nearest(List<T> all, Function<T, String> name, String wanted) {
        List<Function<String, String>> forms = List.of(
                Function.identity(), text -> text.toLowerCase(Locale.ROOT), text -> text.toLowerCase(Locale.ROOT)
                        .replace("_", ""));
        for (Function<String, String> form : forms) {
            List<T> found = all.stream()
                    .filter(one -> form.apply(name.apply(one)).equals(form.apply(wanted)))
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    TablePair columns(SideTable from, SideTable to) {
        List<SideColumn> sources = new ArrayList<>();
        List<SideColumn> targets = new ArrayList<>();
        List<String> onlySource = new ArrayList<>();
        for (SideColumn column : from.columns()) {
            List<SideColumn> found = nearest(to.columns(), SideColumn::name, column.name());
            if (found.isEmpty()) {
                onlySource.add(column.name());
            } else {
                sources.add(column);
                targets.add(found.get(0));
            }
        }
        List<Meaning> meanings = IntStream.range(0, sources.size())
                .mapToObj(at -> Meaning.of(sources.get(at), targets.get(at), request.zone()))
                .toList();
        List<Integer> key = key(from, to, sources, targets);
        List<Integer> compared = IntStream.range(0, sources.size())
                .filter(at -> !key.contains(at))
                .filter(at -> !isIgnored(from, sources.get(at)) && !isIgnored(to, targets.get(at)))
                .boxed()
                .toList();
        return new TablePair(
                from,
                to,
                sources,
                targets,
                meanings,
                key,
                compared,
                onlySource.stream().filter(name -> !isIgnored(from, name)).toList(),
                to.columns().stream()
                        .filter(column -> !targets.contains(column) && !isIgnored(to, column))
                        .map(SideColumn::name)
                        .toList());
    }

    /** The first key of the target whose columns both sides have, else of the source. */
    private static List<Integer> key(SideTable from, SideTable to, List<SideColumn> sources, List<SideColumn> targets) {
        Optional<List<Integer>> ofTarget = to.keys().stream()
                .map(key -> places(key, targets))
                .flatMap(Optional::stream)
                .findFirst();
        return ofTarget.or(() -> from.keys().stream()
                        .map(key -> places(key, sources))
                        .flatMap(Optional::stream)
                        .findFirst())
                .orElse(List.of());
    }

    private static Optional<List<Integer>> places(List<String> key, List<SideColumn> columns) {
        List<String> names = columns.stream().map(SideColumn::name).toList();
        return names.containsAll(key)
                ? Optional.of(key.stream().map(names::indexOf).toList())
                : Optional.empty();
    }

    private boolean isIgnored(SideTable table, SideColumn column) {
        return isIgnored(table, column.name());
    }

    private boolean isIgnored(SideTable table, String column) {
        return request.ignore().stream()
                .anyMatch(name -> name.equalsIgnoreCase(table.name() + "." + column)
                        || name.equalsIgnoreCase(table.shown() + "." + column));
    }
}
