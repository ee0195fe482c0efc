package dev.lockkeeper.rule.design;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reports a new index that begins as another of its table does, or that another begins as it does. */
public final class DuplicateOrRedundantIndex extends DesignRule {

    public DuplicateOrRedundantIndex() {
        super("duplicate-or-redundant-index", "An index that another one makes needless");
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        List<Finding> findings = new ArrayList<>();
        Set<String> told = new HashSet<>();
        newIndexes(facts).forEach(index -> facts.after()
                .of(String.valueOf(index.table()), ObjectKind.INDEX)
                .filter(other -> !other.id().equals(index.id())
                        && !told.contains(other.id().name()))
                .flatMap(other -> pair(index, other).stream())
                .findFirst()
                .ifPresent(pair -> {
                    told.add(index.id().name());
                    findings.add(finding(facts, index, pair));
                }));
        return findings;
    }

    /** Method, columns with everything said of each, and what follows them. */
    private static final Pattern SHAPE =
            Pattern.compile("(?s).* USING (\\w+) \\((.*?)\\)((?: INCLUDE| NULLS| WITH| WHERE| \\[|$).*)");

    /** @param wider does all that the other one does */
    private record Pair(CatalogObject needless, CatalogObject wider) {}

    private static Optional<Pair> pair(CatalogObject one, CatalogObject other) {
        if (isCovered(one, other)) {
            return Optional.of(new Pair(one, other));
        }
        return isCovered(other, one) ? Optional.of(new Pair(other, one)) : Optional.empty();
    }

    private static boolean isCovered(CatalogObject index, CatalogObject by) {
        Matcher own = SHAPE.matcher(index.definition());
        Matcher wider = SHAPE.matcher(by.definition());
        if (!own.matches()
                || !wider.matches()
                || !own.group(1).equals(wider.group(1))
                || !own.group(3).equals(wider.group(3))) {
            return false;
        }
        boolean equal = own.group(2).equals(wider.group(2));
        boolean begins = own.group(1).equals("btree") && wider.group(2).startsWith(own.group(2) + ", ");
        boolean saysMore = index.is(Trait.UNIQUE) && !(equal && by.is(Trait.UNIQUE));
        return (equal || begins) && !saysMore && index.trait(Trait.CONSTRAINT) == null;
    }

    private Finding finding(StepFacts facts, CatalogObject index, Pair pair) {
        String needless = pair.needless().id().name();
        return about(facts, index)
                .evidence("needless", pair.needless().definition())
                .evidence("wider", pair.wider().definition())
                .saw("Whatever " + needless + " is good for, "
                        + pair.wider().id().name() + " is good for too.")
                .means("Every write keeps both, and both take room.")
                .instead("DROP INDEX CONCURRENTLY " + needless + ";");
    }
}
