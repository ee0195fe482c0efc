package dev.lockkeeper.rule;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StatementTrace.IndexBuilt;
import dev.lockkeeper.model.StatementTrace.Lock;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Gives each piece of work of an up the one name that says most about it. */
public final class Works {

    private Works() {}

    public static List<Work> of(StepFacts facts) {
        return traces(facts)
                .flatMap(trace -> new Reading(facts, trace).works().stream())
                .toList();
    }

    public static Stream<StatementTrace> traces(StepFacts facts) {
        return facts.all(StatementTrace.class).stream().filter(trace -> trace.direction() == Direction.UP);
    }

    /** Whether a table, partitioned table or materialised view stood there before the step. */
    public static boolean stood(StepFacts facts, String table) {
        return facts.before().hasTable(table)
                || facts.before().find(ObjectKind.MATERIALIZED_VIEW, table).isPresent();
    }

    /** The table a partition belongs to in the end; any other table itself. */
    public static String whole(StepFacts facts, String table) {
        String parent = Stream.of(ObjectKind.TABLE, ObjectKind.PARTITIONED_TABLE)
                .flatMap(kind -> facts.before().find(kind, table).stream())
                .map(one -> one.trait(Trait.PARTITION_OF))
                .filter(one -> one != null && !one.isEmpty() && !one.equals(table))
                .findFirst()
                .orElse(null);
        return parent == null ? table : whole(facts, parent);
    }

    /** The strongest lock on a relation while the statement ran, whoever of the transaction took it. */
    public static Optional<LockMode> lockOn(StatementTrace trace, String table) {
        return Stream.concat(trace.held().stream(), trace.alreadyHeld().stream())
                .filter(lock -> lock.relation().equals(table))
                .map(Lock::mode)
                .max(Comparator.naturalOrder());
    }

    /** The lock that earlier statements of the transaction had left on a relation. */
    public static Optional<LockMode> heldBefore(StatementTrace trace, String table) {
        return trace.alreadyHeld().stream()
                .filter(lock -> lock.relation().equals(table))
                .map(Lock::mode)
                .max(Comparator.naturalOrder());
    }

    /** One statement in hand. */
    private static final class Reading {
        private final StepFacts facts;
        private final StatementTrace trace;
        private final SqlWords words;
        private final List<Work> works = new ArrayList<>();

        Reading(StepFacts facts, StatementTrace trace) {
            this.facts = facts;
            this.trace = trace;
            this.words = SqlWords.of(trace.statement());
        }

        List<Work> works() {
            TreeSet<String> tables = new TreeSet<>(trace.rewrote());
            tables.addAll(trace.scanned());
            trace.indexesBuilt().forEach(built -> tables.add(built.table()));
            tables.removeIf(table -> !stood(facts, table) || makesAnew(table));
            tables.forEach(this::table);
            moments();
            return named(works);
        }

        /** A block that puts a table in the place of another of its name works on one that nobody else has seen. */
        private boolean makesAnew(String table) {
            String name =
                    Pattern.quote(SqlWords.lastName(table).replace("\"", "").toLowerCase(Locale.ROOT));
            return words.isBlock() && words.has("create (unlogged )?table (\\S+\\.)?\"?" + name);
        }

        private void table(String table) {
            List<IndexBuilt> built = trace.indexesBuilt().stream()
                    .filter(index -> index.table().equals(table) && !index.concurrently())
                    .toList();
            if (words.has("truncate")) {
                return;
            }
            if (trace.rewrote().contains(table)) {
                rewrite(table);
            } else if (!built.isEmpty()) {
                built.forEach(index -> index(table, index));
            } else if (trace.scanned().contains(table)) {
                scan(table);
            }
        }

        private void rewrite(String table) {
            if (facts.before().find(ObjectKind.MATERIALIZED_VIEW, table).isPresent()) {
                add(Hazard.REFRESH, table, List.of());
            } else if (words.starts("vacuum|cluster")) {
                add(Hazard.VACUUM_FULL_OR_CLUSTER, table, List.of());
            } else if (words.has("set (un)?logged")) {
                add(Hazard.LOGGED_UNLOGGED, table, List.of());
            } else if (words.has("set access method")) {
                add(Hazard.ACCESS_METHOD, table, List.of());
            } else if (words.has("set tablespace")) {
                add(Hazard.TABLESPACE, table, List.of());
            } else {
                rewrittenFor(table);
            }
        }

        private void rewrittenFor(String table) {
            List<CatalogObject> added = columnsAdded(table);
            List<String> stored = those(added, column -> column.definition().endsWith(" stored"));
            List<String> counted = those(
                    added,
                    column -> column.trait(Trait.IDENTITY) != null
                            || String.valueOf(column.trait(Trait.DEFAULT)).startsWith("nextval("));
            List<String> retyped = typesChanged(table).isEmpty() ? typesGiven(table) : typesChanged(table);
            List<String> defaulted = those(added, column -> column.trait(Trait.DEFAULT) != null);
            if (!stored.isEmpty()) {
                add(Hazard.STORED_GENERATED, table, stored);
            } else if (!counted.isEmpty()) {
                add(Hazard.SERIAL_OR_IDENTITY, table, counted);
            } else if (!retyped.isEmpty()) {
                add(Hazard.TYPE_CHANGE, table, retyped);
            } else if (!defaulted.isEmpty()) {
                add(Hazard.VOLATILE_DEFAULT, table, defaulted);
            } else {
                add(Hazard.OTHER_REWRITE, table, List.of());
            }
        }

        private void index(String table, IndexBuilt built) {
            Optional<CatalogObject> index = facts.after().find(ObjectKind.INDEX, built.index());
            String constraint = index.map(one -> one.trait(Trait.CONSTRAINT)).orElse(null);
            boolean stoodBefore =
                    facts.before().find(ObjectKind.INDEX, built.index()).isPresent();
            if (words.has("set tablespace") && stoodBefore) {
                add(Hazard.TABLESPACE, table, List.of(built.index()));
            } else if (words.has("reindex")) {
                add(Hazard.REINDEX, table, List.of(built.index()));
            } else if (words.has("attach partition")) {
                add(Hazard.ATTACH, table, List.of(built.index()));
            } else if (stoodBefore && !typesChanged(table).isEmpty()) {
                add(Hazard.TYPE_CHANGE, table, typesChanged(table));
            } else if (constraint != null && !words.has("create unique index")) {
                add(ofConstraint(table, constraint), table, List.of(table + "." + constraint));
            } else if (builtForParent(table)) {
                add(Hazard.CREATE_INDEX_PARTITIONED, table, List.of(built.index()));
            } else {
                add(Hazard.CREATE_INDEX, table, List.of(built.index()));
            }
        }

        private boolean builtForParent(String table) {
            return facts.before()
                    .find(ObjectKind.TABLE, table)
                    .map(one -> one.trait(Trait.PARTITION_OF))
                    .filter(words::names)
                    .isPresent();
        }

        private Hazard ofConstraint(String table, String constraint) {
            String type = facts.after()
                    .find(ObjectKind.CONSTRAINT, table + "." + constraint)
                    .map(one -> one.trait(Trait.CONSTRAINT_TYPE))
                    .orElse("u");
            return switch (String.valueOf(type)) {
                case "p" -> Hazard.PRIMARY_KEY;
                case "x" -> Hazard.EXCLUSION;
                default -> Hazard.UNIQUE_CONSTRAINT;
            };
        }

        private void scan(String table) {
            LockMode lock = lockOn(trace, table).orElse(LockMode.ACCESS_SHARE);
            if (words.has("validate constraint")) {
                boolean held =
                        heldBefore(trace, table).filter(LockMode::blocksWrites).isPresent();
                if (held) {
                    add(Hazard.VALIDATE_WHILE_HELD, table, constraintsNamed(table));
                }
                return;
            }
            if (!lock.blocksWrites() || words.writesRows()) {
                return;
            }
            if (words.has("attach partition|partition of")) {
                add(Hazard.ATTACH, table, List.of());
                return;
            }
            scannedFor(table);
        }

        private void scannedFor(String table) {
            constraintsAdded(table, "c").forEach(check -> add(Hazard.CHECK, table, List.of(check)));
            constraintsAdded(table, "f").forEach(key -> add(Hazard.FOREIGN_KEY, table, List.of(key)));
            List<String> tightened = tightened(table);
            if (words.has("primary key using index") && !tightened.isEmpty()) {
                add(Hazard.PRIMARY_KEY_USING_INDEX, table, tightened);
            } else if (words.has("not null") && !tightened.isEmpty()) {
                add(Hazard.NOT_NULL, table, tightened);
            }
            List<String> retyped = typesChanged(table);
            List<String> checks = checksOver(table, retyped);
            if (!checks.isEmpty()) {
                add(Hazard.TYPE_RECHECK, table, checks);
            } else if (!retyped.isEmpty()) {
                add(Hazard.TYPE_CHANGE, table, retyped);
            }
        }

        private void moments() {
            for (Lock lock : trace.held()) {
                if (!stood(facts, lock.relation()) || !lock.mode().blocksWrites()) {
                    continue;
                }
                String table = lock.relation();
                boolean stays = stood(facts, table) && facts.after().hasTable(table);
                if (words.has("detach partition") && !words.has("concurrently") && words.names(table)) {
                    add(Hazard.DETACH, table, List.of());
                } else if (words.has("alter table (if exists )?(only )?\\S+ (no )?inherit")
                        && lock.mode().blocksReads()) {
                    add(Hazard.INHERIT, table, List.of());
                } else if (words.has("drop index") && lock.mode().blocksReads() && stays) {
                    add(Hazard.DROP_INDEX, table, indexesDropped(table));
                } else if (words.has("create (or replace )?(constraint )?trigger") && stays) {
                    add(Hazard.CREATE_TRIGGER, table, triggersAdded(table));
                } else if (words.has("(disable|enable) … trigger") || words.has("(disable|enable) trigger")) {
                    add(Hazard.DISABLE_TRIGGER, table, List.of());
                } else if (words.starts("lock")) {
                    add(Hazard.LOCK_TABLE, table, List.of());
                } else if (words.has("row level security")) {
                    add(Hazard.ROW_SECURITY, table, List.of());
                }
            }
        }

        private void add(Hazard hazard, String table, List<String> parts) {
            LockMode lock = lockOn(trace, table).orElse(LockMode.ACCESS_SHARE);
            works.add(new Work(hazard, trace, table, lock, parts));
        }

        /** A statement on a parent works on its partitions too; the parent's name is the one people know. */
        private List<Work> named(List<Work> all) {
            Map<Hazard, List<Work>> byHazard = new LinkedHashMap<>();
            all.forEach(work -> byHazard.computeIfAbsent(work.hazard(), key -> new ArrayList<>())
                    .add(work));
            List<Work> result = new ArrayList<>();
            for (List<Work> works : byHazard.values()) {
                List<Work> byName =
                        works.stream().filter(work -> words.names(work.table())).toList();
                List<Work> chosen = byName.isEmpty() ? works.subList(0, 1) : byName;
                Map<String, Work> perTable = new LinkedHashMap<>();
                boolean each =
                        works.get(0).hazard() == Hazard.CHECK || works.get(0).hazard() == Hazard.FOREIGN_KEY;
                chosen.forEach(work ->
                        perTable.merge(each ? work.table() + work.parts() : work.table(), work, Works::together));
                result.addAll(perTable.values());
            }
            return result;
        }

        private List<CatalogObject> columnsAdded(String table) {
            return facts.change()
                    .added(ObjectKind.COLUMN)
                    .filter(column -> table.equals(column.table()) && concerns(column))
                    .toList();
        }

        private List<String> typesChanged(String table) {
            if (!words.has("type") && !words.isBlock()) {
                return List.of();
            }
            return facts.change()
                    .changed(ObjectKind.COLUMN)
                    .filter(change -> table.equals(change.after().table()) && concerns(change.after()))
                    .filter(change -> !Objects.equals(
                                    change.before().trait(Trait.TYPE),
                                    change.after().trait(Trait.TYPE))
                            || !collation(change.before()).equals(collation(change.after())))
                    .map(change -> change.id().name())
                    .toList();
        }

        /** Columns given a type that later in the step takes over the name of the old one. */
        private List<String> typesGiven(String table) {
            boolean renamed = facts.up().statements().stream()
                    .anyMatch(statement -> SqlWords.of(statement).has("alter type … rename to"));
            if (!renamed) {
                return List.of();
            }
            return facts.after()
                    .of(table, ObjectKind.COLUMN)
                    .map(column -> column.id().name())
                    .filter(column -> words.has("alter (column )?\"?"
                            + Pattern.quote(
                                    SqlWords.lastName(column).replace("\"", "").toLowerCase(Locale.ROOT))
                            + "\"? (set data )?type"))
                    .toList();
        }

        private static String collation(CatalogObject column) {
            int at = column.definition().indexOf(" collate ");
            return at < 0 ? "" : column.definition().substring(at).split(" ", 4)[2];
        }

        private List<String> tightened(String table) {
            return facts.change()
                    .changed(ObjectKind.COLUMN)
                    .filter(change -> table.equals(change.after().table()))
                    .filter(change -> !change.before().is(Trait.NOT_NULL)
                            && change.after().is(Trait.NOT_NULL))
                    .filter(change -> concerns(change.after()) || words.has("using index"))
                    .map(change -> change.id().name())
                    .toList();
        }

        private List<String> constraintsAdded(String table, String type) {
            boolean spoken = words.isBlock() || words.has(type.equals("c") ? "check" : "references");
            return facts.change()
                    .added(ObjectKind.CONSTRAINT)
                    .filter(added -> spoken && table.equals(added.table()))
                    .filter(added -> type.equals(added.trait(Trait.CONSTRAINT_TYPE)))
                    .filter(added -> !"false".equals(added.trait(Trait.VALIDATED)))
                    .filter(added -> concerns(added) || !words.has("add constraint") && namesColumns(added))
                    .map(added -> added.id().name())
                    .toList();
        }

        /** A constraint without a name of its own is known by its columns. */
        private boolean namesColumns(CatalogObject constraint) {
            String columns = constraint.trait(Trait.COLUMNS);
            return columns != null && Arrays.stream(columns.split(",")).allMatch(words::names);
        }

        /** The CHECKs that the server runs again over every row, since a column they speak of has another type. */
        private List<String> checksOver(String table, List<String> columns) {
            List<String> names = columns.stream().map(SqlWords::lastName).toList();
            return facts.after()
                    .of(table, ObjectKind.CONSTRAINT)
                    .filter(one -> "c".equals(one.trait(Trait.CONSTRAINT_TYPE)))
                    .filter(one -> !"false".equals(one.trait(Trait.VALIDATED)))
                    .filter(one -> Arrays.stream(
                                    String.valueOf(one.trait(Trait.COLUMNS)).split(","))
                            .anyMatch(names::contains))
                    .map(one -> one.id().name())
                    .toList();
        }

        private List<String> constraintsNamed(String table) {
            return facts.after()
                    .of(table, ObjectKind.CONSTRAINT)
                    .filter(one -> words.names(one.id().name()))
                    .map(one -> one.id().name())
                    .toList();
        }

        private List<String> indexesDropped(String table) {
            return facts.before()
                    .of(table, ObjectKind.INDEX)
                    .map(index -> index.id().name())
                    .filter(name -> words.names(name) || words.isBlock())
                    .filter(name -> facts.after().find(ObjectKind.INDEX, name).isEmpty())
                    .toList();
        }

        private List<String> triggersAdded(String table) {
            return facts.after()
                    .of(table, ObjectKind.TRIGGER)
                    .map(trigger -> trigger.id().name())
                    .filter(words::names)
                    .toList();
        }

        private boolean concerns(CatalogObject object) {
            return words.isBlock() || words.names(object.id().name());
        }

        private static List<String> those(
                List<CatalogObject> columns, java.util.function.Predicate<CatalogObject> wanted) {
            return columns.stream()
                    .filter(wanted)
                    .map(column -> column.id().name())
                    .toList();
        }
    }

    /** Two pieces of work as one, at the place of the first. */
    public static Work together(Work one, Work other) {
        TreeSet<String> parts = new TreeSet<>(one.parts());
        parts.addAll(other.parts());
        return new Work(one.hazard(), one.trace(), one.table(), one.lock(), List.copyOf(parts));
    }
}
