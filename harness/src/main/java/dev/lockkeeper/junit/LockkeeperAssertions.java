package dev.lockkeeper.junit;

import dev.lockkeeper.model.StepReport;

/** Where assertions about a migrated database and about the steps of its chain begin. */
public final class LockkeeperAssertions {

    private LockkeeperAssertions() {}

    public static DatabaseAssert assertThat(MigratedDatabase database) {
        return new DatabaseAssert(database);
    }

    public static StepAssert assertThat(StepReport step) {
        return new StepAssert(step);
    }

    /** What the verification of the chain says of a step, in the test that runs on this thread. */
    public static StepReport step(String version) {
        return MigratedDatabase.current().step(version);
    }
}
