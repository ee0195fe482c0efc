package dev.lockkeeper.junit.engine;

import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.StepReport;
import java.util.Optional;

/** Leaves what was seen of a step in Allure's report of the running test, where Allure is there. */
final class AllureTrail {

    private static final boolean THERE = isThere();

    private AllureTrail() {}

    static void leave(ChainReport chain, Optional<StepReport> step, Answer answer) {
        if (THERE) {
            AllureSteps.leave(chain, step, answer);
        }
    }

    /** Only this class is ever loaded where Allure is not. */
    private static boolean isThere() {
        try {
            Class.forName("io.qameta.allure.Allure", false, AllureTrail.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException none) {
            return false;
        }
    }
}
