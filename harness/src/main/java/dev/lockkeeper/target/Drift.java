package dev.lockkeeper.target;

import dev.lockkeeper.catalog.CatalogDiffs;
import dev.lockkeeper.catalog.Reparsed;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.ObjectId;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.TargetFact.Difference;
import dev.lockkeeper.model.TargetFact.Drifted;
import dev.lockkeeper.model.Trait;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds the target's schema against the one the chain makes: what differs, by table, and what could have made it so. */
public final class Drift {

    /** Made for a whole server or by those who run it; a chain that does not speak of them has no say in them. */
    private static final Set<ObjectKind> NOT_OF_A_CHAIN = EnumSet.of(
            ObjectKind.EXTENSION,
            ObjectKind.ROLE,
            ObjectKind.ROLE_MEMBERSHIP,
            ObjectKind.SETTING,
            ObjectKind.PUBLICATION,
            ObjectKind.SUBSCRIPTION,
            ObjectKind.LANGUAGE,
            ObjectKind.USER_MAPPING);

    /** Often given by those who run the server, after the chain made the object. */
    private static final Set<ObjectKind> OFTEN_GIVEN_OUTSIDE =
            EnumSet.of(ObjectKind.GRANT, ObjectKind.DEFAULT_PRIVILEGE, ObjectKind.COMMENT, ObjectKind.SECURITY_LABEL);

    private static final String DEPLOYER = "⟨whoever deploys⟩";

    private final CatalogSnapshot expected;
    private final CatalogSnapshot found;
    private final List<HistoryTable> histories;
    private final List<Pattern> ignored;

    /**
     * @param expected by the chains, on a throwaway server of the same major version
     * @param ignored names of objects that are nobody's business; a {@code *} stands for any text
     */
    public Drift(
            CatalogSnapshot expected,
            CatalogSnapshot found,
            Collection<HistoryTable> histories,
            Collection<String> ignored) {
        this.expected = reparsed(commonOwner(expected));
        this.found = reparsed(commonOwner(found));
        this.histories = List.copyOf(histories);
        this.ignored = ignored.stream().map(Drift::pattern).toList();
    }

    /** One fact for each table or lone object. */
    public List<Drifted> facts(SourceSpan at) {
        CatalogDiff diff = CatalogDiffs.between(expected, found);
        Map<String, List<Difference>> groups = new TreeMap<>();
        diff.added().stream()
                .filter(object -> isOurs(object) && !isForeign(object))
                .forEach(object -> put(groups, object, new DriftSql(object).added()));
        diff.removed().stream()
                .filter(object -> isOurs(object) && object.id().kind() != ObjectKind.SETTING)
                .forEach(object -> put(groups, object, new DriftSql(object).removed()));
        diff.changed().stream()
                .filter(change -> isOurs(change.after()))
                .forEach(change -> put(groups, change.after(), new DriftSql(change.after()).changed(change.before())));
        List<Drifted> facts = new ArrayList<>();
        groups.forEach((group, differences) -> facts.add(new Drifted(
                at,
                group,
                differences.stream()
                        .allMatch(
                                one -> OFTEN_GIVEN_OUTSIDE.contains(one.object().kind())),
                differences)));
        return facts;
    }

    private static void put(Map<String, List<Difference>> groups, CatalogObject object, Difference difference) {
        String group =
                object.table() == null ? object.id().kind() + " " + object.id().name() : "table " + object.table();
        // What comes or goes with its table needs no line of its own.
        if (object.table() == null
                && (object.id().kind() == ObjectKind.TABLE || object.id().kind() == ObjectKind.PARTITIONED_TABLE)) {
            group = "table " + object.id().name();
        }
        groups.computeIfAbsent(group, any -> new ArrayList<>()).add(difference);
    }

    private boolean isForeign(CatalogObject object) {
        return NOT_OF_A_CHAIN.contains(object.id().kind());
    }

    private boolean isOurs(CatalogObject object) {
        String name = object.id().name();
        @Nullable String table = object.table();
        @Nullable String ownedBy = object.trait(Trait.OWNED_BY);
        if (object.id().kind() == ObjectKind.SCHEMA && name.equals("public")) {
            // Its owner is another in a database that was made before version 15.
            return false;
        }
        boolean ofHistory = histories.stream().anyMatch(history -> {
            String plain = history.toString();
            return plain.equals(table)
                    || name.equals(plain)
                    || name.startsWith(plain + ".")
                    || name.startsWith("table " + plain + " ")
                    || (ownedBy != null && ownedBy.startsWith(plain + "."))
                    || isSchemaOf(history, object)
                    || name.contains(plain + "_id_seq");
        });
        return !ofHistory
                && ignored.stream()
                        .noneMatch(pattern -> pattern.matcher(name).matches()
                                || (table != null && pattern.matcher(table).matches()));
    }

    /** A schema that only holds the history was made by the tool. */
    private static boolean isSchemaOf(HistoryTable history, CatalogObject object) {
        return !history.schema().equals("public")
                && object.id().kind() == ObjectKind.SCHEMA
                && object.id().name().equals(history.schema());
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(
                Pattern.compile("\\*").splitAsStream(text).map(Pattern::quote).collect(Collectors.joining(".*"))
                        + (text.endsWith("*") ? ".*" : ""));
    }

    /** Who deploys is called otherwise on each server: whoever owns the most is that one, here and there. */
    private static CatalogSnapshot commonOwner(CatalogSnapshot snapshot) {
        Optional<String> owner = mostFrequentOwner(snapshot);
        if (owner.isEmpty()) {
            return snapshot;
        }
        String quoted = quoted(owner.get());
        Pattern line = Pattern.compile("(?m)(\\[?owner )" + Pattern.quote(quoted) + "(?=$|\\])");
        List<CatalogObject> objects = new ArrayList<>();
        for (CatalogObject object : snapshot.objects().values()) {
            String definition = line.matcher(object.definition()).replaceAll("$1" + DEPLOYER);
            ObjectId id = object.id().kind() == ObjectKind.DEFAULT_PRIVILEGE
                    ? new ObjectId(object.id().kind(), object.id().name().replace("of " + quoted, "of " + DEPLOYER))
                    : object.id();
            objects.add(new CatalogObject(id, object.table(), definition, object.traits()));
        }
        return CatalogSnapshot.of(objects);
    }

    /** A target that was restored from a dump has read its own expressions back; the chain's have not been through that. */
    private static CatalogSnapshot reparsed(CatalogSnapshot snapshot) {
        return CatalogSnapshot.of(snapshot.objects().values().stream()
                .map(object -> new CatalogObject(
                        object.id(), object.table(), Reparsed.form(object.definition()), object.traits()))
                .toList());
    }

    private static Optional<String> mostFrequentOwner(CatalogSnapshot snapshot) {
        Map<String, Integer> owners = new HashMap<>();
        for (CatalogObject object : snapshot.objects().values()) {
            @Nullable String owner = object.trait(Trait.OWNER);
            if (owner != null
                    && object.id().kind() != ObjectKind.SCHEMA
                    && object.id().kind() != ObjectKind.EXTENSION) {
                owners.merge(owner, 1, Integer::sum);
            }
        }
        return owners.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    private static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_$]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
