package dev.lockkeeper.junit.engine;

import dev.lockkeeper.HouseRules;
import dev.lockkeeper.junit.VerifyMigrations;

/** Finds the methods of a team that are rules, and makes rules of them. */
final class HouseRuleMethods {

    private HouseRuleMethods() {}

    static HouseRules of(Class<?> test, VerifyMigrations annotation) {
        return HouseRules.none();
    }
}
