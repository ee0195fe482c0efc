package dev.lockkeeper.chain.alembic;

import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.opentest4j.TestAbortedException;

/** Names a Python with Alembic before the first test runs, when a test among them is tagged as one that wants it. */
public final class PythonForAlembic implements TestExecutionListener {

    public static final String TAG = "python";
    public static final String PROPERTY = "lockkeeper.python";
    public static final String NONE = "There is no Python with Alembic, and none could be made; see the first lines.";

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan plan) {
        if (System.getProperty(PROPERTY) != null || !isWanted(plan)) {
            return;
        }
        try {
            System.setProperty(PROPERTY, TestPython.today());
        } catch (TestAbortedException none) {
            System.out.println("SKIPPED are the Alembic chains: " + none.getMessage());
        }
    }

    private static boolean isWanted(TestPlan plan) {
        return plan.getRoots().stream()
                .anyMatch(root -> plan.getDescendants(root).stream().anyMatch(PythonForAlembic::isTagged));
    }

    private static boolean isTagged(TestIdentifier test) {
        return test.getTags().contains(TestTag.create(TAG));
    }
}
