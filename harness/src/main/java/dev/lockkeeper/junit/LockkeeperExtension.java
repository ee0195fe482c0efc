package dev.lockkeeper.junit;

import dev.lockkeeper.junit.engine.HandWritten;
import dev.lockkeeper.model.LockkeeperException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;

/**
 * Gives each hand-written test that asks for one a database of its own, standing where {@link MigratedTo} says, and looks
 * afterwards whether the test left anything open.
 */
// Jupiter 5 knows no other way to compute what a store lacks, and we work with both.
@SuppressWarnings("deprecation")
public final class LockkeeperExtension implements ParameterResolver, AfterEachCallback {

    private static final Namespace OURS = Namespace.create(LockkeeperExtension.class);
    private static final List<Class<?>> GIVEN = List.of(MigratedDatabase.class, Rows.class, DataSource.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return GIVEN.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Lent lent = context.getStore(OURS)
                .getOrComputeIfAbsent(Lent.class, any -> lend(context, place(parameter, context)), Lent.class);
        MigratedDatabase database = Objects.requireNonNull(lent).database();
        Class<?> type = parameter.getParameter().getType();
        if (type == Rows.class) {
            return database.rows();
        }
        return type == DataSource.class ? database.dataSource() : database;
    }

    @Override
    public void afterEach(ExtensionContext context) throws SQLException {
        @Nullable Lent lent = context.getStore(OURS).remove(Lent.class, Lent.class);
        if (lent == null) {
            return;
        }
        List<String> left = lent.giveBack();
        if (!left.isEmpty()) {
            throw new AssertionFailedError("The test left open:\n- " + String.join("\n- ", left)
                    + "\nInstead: close it in the test, with try (…) where it is taken.");
        }
    }

    private static Lent lend(ExtensionContext context, MigratedTo place) {
        Class<?> test = context.getRequiredTestClass();
        HandWritten hand = Objects.requireNonNull(context.getRoot()
                        .getStore(OURS)
                        .getOrComputeIfAbsent(Shared.class, any -> new Shared(), Shared.class))
                .of(test, context);
        HandWritten.Stand stand = hand.stand(place.chain(), place.fixtures());
        MigratedDatabase database = MigratedDatabase.asking(() ->
                new MigratedDatabase(stand.stage(), stand.server(), version -> hand.step(place.chain(), version)));
        Lent lent = new Lent(database, stand);
        database.to(place.value());
        database.enter();
        return lent;
    }

    /** The method's word counts before the class's. */
    private static MigratedTo place(ParameterContext parameter, ExtensionContext context) {
        return AnnotationSupport.findAnnotation(parameter.getDeclaringExecutable(), MigratedTo.class)
                .or(() -> context.getTestMethod()
                        .flatMap(method -> AnnotationSupport.findAnnotation(method, MigratedTo.class)))
                .or(() -> AnnotationSupport.findAnnotation(context.getRequiredTestClass(), MigratedTo.class))
                .or(() -> AnnotationSupport.findAnnotation(AtHead.class, MigratedTo.class))
                .orElseThrow();
    }

    /** Where a test stands when nobody says. */
    @MigratedTo
    private static final class AtHead {}

    /** A database of a test, and what it stands on. */
    private record Lent(MigratedDatabase database, HandWritten.Stand stand) {

        List<String> giveBack() throws SQLException {
            List<String> left = database.leave();
            stand.giveBack();
            return left;
        }
    }

    /** What all tests of a run share; closed with the run. */
    // Before 5.13 Jupiter closes nothing that is only AutoCloseable; from then on it warns of the old interface alone.
    private static final class Shared implements Store.CloseableResource, AutoCloseable {

        private final HandWritten.Book book = new HandWritten.Book();

        HandWritten of(Class<?> test, ExtensionContext context) {
            for (@Nullable Class<?> candidate = test; candidate != null; candidate = candidate.getEnclosingClass()) {
                if (AnnotationSupport.isAnnotated(candidate, VerifyMigrations.class)) {
                    return book.of(candidate, context::getConfigurationParameter);
                }
            }
            throw LockkeeperException.because(test.getName() + " does not say which chain it is about.")
                    .tryThis("@VerifyMigrations(chain = \"path/to/migrations\") on the class.");
        }

        @Override
        public void close() {
            book.close();
        }
    }
}
