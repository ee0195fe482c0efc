package dev.lockkeeper.junit.engine;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import java.util.Set;

/** What a test says of a step; a finding speaks against exactly one. */
enum Claim {
    APPLIES("applies", Set.of(Category.APPLY_FAILURE)),
    KEEPS_VALUES("keeps every value", Set.of(Category.DATA_LOSS)),
    KEEPS_INTEGRITY("keeps every reference and constraint", Set.of(Category.INTEGRITY_LOSS)),
    RESTORES_SCHEMA("the way back restores the schema", Set.of(Category.ROUNDTRIP)),
    RESTORES_VALUES("the way back keeps every value", Set.of()),
    COMES_AGAIN("going up again ends where it did before", Set.of()),
    BLOCKS_NOBODY("blocks nobody for long", Set.of(Category.LOCK, Category.REWRITE)),
    OLD_RELEASE_WORKS("the previous release still works", Set.of(Category.COMPAT)),
    HALF_DONE("leaves nothing half done", Set.of(Category.TX_GROUPING)),
    RUNS_ANYWHERE("asks nothing special of the server", Set.of(Category.ENVIRONMENT)),
    AS_WRITTEN("is run by its tool as it is written", Set.of(Category.HISTORY, Category.DRIFT)),
    OPENS_NO_DOOR("opens no door", Set.of(Category.SECURITY)),
    STAYS_QUICK("keeps queries quick", Set.of(Category.PLANNER)),
    HOUSE_RULES("follows the house rules", Set.of(Category.DESIGN));

    private static final Set<String> VALUES_ON_THE_WAY_BACK =
            Set.of("down-loses-data", "down-depends-on-session", "down-fails-after-writes");

    private final String words;
    private final Set<Category> categories;

    Claim(String words, Set<Category> categories) {
        this.words = words;
        this.categories = categories;
    }

    String words() {
        return words;
    }

    /** The claim a finding speaks against. */
    static Claim of(Finding finding) {
        return of(finding.rule(), finding.category());
    }

    static Claim of(String rule, Category category) {
        if (VALUES_ON_THE_WAY_BACK.contains(rule)) {
            return RESTORES_VALUES;
        }
        if (rule.startsWith("second-up")) {
            return COMES_AGAIN;
        }
        for (Claim claim : values()) {
            if (claim.categories.contains(category)) {
                return claim;
            }
        }
        throw new IllegalArgumentException("no claim for " + category);
    }

    /** Whether it is about the step being taken back. */
    boolean needsWayBack() {
        return this == RESTORES_SCHEMA || this == RESTORES_VALUES || this == COMES_AGAIN;
    }

    /** Whether it is a test only where something asks for it. */
    boolean onDemand() {
        return this == STAYS_QUICK || this == HOUSE_RULES;
    }
}
