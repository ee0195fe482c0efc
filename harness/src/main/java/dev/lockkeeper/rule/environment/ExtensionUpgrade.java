package dev.lockkeeper.rule.environment;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports an extension brought to another version, which no down takes back. */
public final class ExtensionUpgrade implements Rule {

    /** A dump leaves the version out of an extension's definition, so that differences do not speak of it. */
    private static final String VERSION = "version";

    private static final RuleCard CARD = new RuleCard(
            "extension-upgrade",
            Category.ENVIRONMENT,
            Severity.NOTE,
            "Brings an extension to another version for good",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.before()
                .all(ObjectKind.EXTENSION)
                .flatMap(before -> finding(facts, before).stream())
                .toList();
    }

    private static Optional<Finding> finding(StepFacts facts, CatalogObject before) {
        @Nullable
        String now = facts.after()
                .find(before.id())
                .map(after -> after.trait(VERSION))
                .orElse(null);
        String name = before.id().name();
        if (now == null || Objects.equals(now, before.trait(VERSION)) || isTakenBack(facts, name)) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(CARD, Pointer.saying(facts, "alter extension", name))
                .object(name)
                .saw("The step brings the extension " + name + " from version " + before.trait(VERSION) + " to " + now
                        + ", and no down brings it back.")
                .means(
                        "Extensions seldom come with a script for the way back, so that after a down the new version stays,"
                                + " and the server must have files of just these versions.")
                .instead("Upgrade it by itself, and try the release before with the new version."));
    }

    /** Whether the down speaks of the extension at all; what it does there the round trip shows. */
    private static boolean isTakenBack(StepFacts facts, String name) {
        return facts.down().stream()
                .flatMap(down -> down.statements().stream())
                .map(SqlWords::of)
                .anyMatch(words -> words.has("(alter|drop) extension") && words.names(name));
    }
}
