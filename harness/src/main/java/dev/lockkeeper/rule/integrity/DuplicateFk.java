package dev.lockkeeper.rule.integrity;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import dev.lockkeeper.rule.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Reports a foreign key that another one of the table says already. */
public final class DuplicateFk implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "duplicate-fk", Category.INTEGRITY_LOSS, Severity.NOTE, "The same foreign key twice", FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        List<Finding> findings = new ArrayList<>();
        Set<String> told = new HashSet<>();
        facts.change().added(ObjectKind.CONSTRAINT).filter(DuplicateFk::isKey).forEach(key -> facts.after()
                .of(String.valueOf(key.table()), ObjectKind.CONSTRAINT)
                .filter(other -> isKey(other) && !other.id().equals(key.id()) && same(key, other))
                .filter(other -> !told.contains(other.id().name()))
                .findFirst()
                .ifPresent(other -> {
                    told.add(key.id().name());
                    findings.add(finding(facts, key, other));
                }));
        return findings;
    }

    private static boolean isKey(CatalogObject constraint) {
        return "f".equals(constraint.trait(Trait.CONSTRAINT_TYPE));
    }

    private static boolean same(CatalogObject one, CatalogObject other) {
        return Stream.of(Trait.COLUMNS, Trait.REFERENCED_TABLE, Trait.REFERENCED_COLUMNS)
                .allMatch(trait -> Objects.equals(one.trait(trait), other.trait(trait)));
    }

    private static Finding finding(StepFacts facts, CatalogObject key, CatalogObject other) {
        boolean quarrel = !Objects.equals(key.trait(Trait.ON_DELETE), other.trait(Trait.ON_DELETE));
        return Finding.of(CARD, Pointer.up(facts, key.id().name(), key.table()))
                .object(key.id().name())
                .severity(quarrel ? Severity.WARNING : Severity.NOTE)
                .saw(Words.name(key) + " says what " + SqlWords.lastName(other) + " says already"
                        + (quarrel ? ", with another action on delete." : "."))
                .means(
                        quarrel
                                ? "Which of the two a DELETE meets first decides what happens."
                                : "Every write is checked twice.")
                .instead("ALTER TABLE " + key.table() + " DROP CONSTRAINT " + SqlWords.lastName(other)
                        + "; in the same step.");
    }
}
