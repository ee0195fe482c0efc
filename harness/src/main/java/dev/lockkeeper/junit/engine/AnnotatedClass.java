package dev.lockkeeper.junit.engine;

import dev.lockkeeper.junit.VerifyMigrations;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.VerificationReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;

/** One annotated class: begins its verifications, and tells their claims when they have come to an end. */
final class AnnotatedClass extends AbstractTestDescriptor {

    static final String SEGMENT = "class";

    /** A verification under way. */
    private record Pending(Requests.Request request, Future<VerificationReport> report) {}

    private final Class<?> test;
    private final Set<UniqueId> selected = new LinkedHashSet<>();
    private final List<Pending> pending = new ArrayList<>();
    private @Nullable Throwable mistake;

    private AnnotatedClass(UniqueId id, Class<?> test) {
        super(id, nameOf(test), ClassSource.from(test));
        this.test = test;
    }

    static AnnotatedClass of(UniqueId parent, Class<?> test) {
        return new AnnotatedClass(parent.append(SEGMENT, test.getName()), test);
    }

    /** As Surefire names a class without asking the display name. */
    private static String nameOf(Class<?> test) {
        return test.getName().substring(test.getName().lastIndexOf('.') + 1);
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }

    @Override
    public boolean mayRegisterTests() {
        return true;
    }

    /** Those of Jupiter, so that groups are chosen as everywhere. */
    @Override
    public Set<TestTag> getTags() {
        return JupiterMarks.tags(test);
    }

    /** Tells only this claim or branch; without any, everything is told. */
    void select(UniqueId id) {
        selected.add(id);
    }

    void begin(Runs runs) {
        if (JupiterMarks.disabled(test).isPresent()) {
            return;
        }
        try {
            VerifyMigrations annotation = AnnotationSupport.findAnnotation(test, VerifyMigrations.class)
                    .orElseThrow();
            Requests.of(test, annotation, HouseRuleMethods.of(test, annotation), runs.settings())
                    .forEach(request -> pending.add(new Pending(request, runs.begin(request))));
        } catch (LockkeeperException wrong) {
            mistake = wrong;
        }
    }

    void tell(EngineExecutionListener listener) {
        Optional<String> disabled = JupiterMarks.disabled(test);
        if (disabled.isPresent()) {
            listener.executionSkipped(this, disabled.get());
            return;
        }
        listener.executionStarted(this);
        @Nullable Throwable trouble = mistake;
        for (Pending one : pending) {
            @Nullable Throwable later = tell(one, listener);
            trouble = trouble == null ? later : trouble;
        }
        listener.executionFinished(
                this, trouble == null ? TestExecutionResult.successful() : TestExecutionResult.failed(trouble));
    }

    private @Nullable Throwable tell(Pending one, EngineExecutionListener listener) {
        try {
            VerificationReport report = one.report().get();
            boolean matrix = pending.size() > 1;
            new Telling(test, one.request(), report, matrix, selected, listener).under(this);
            return null;
        } catch (ExecutionException broken) {
            return broken.getCause();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return stopped;
        }
    }
}
