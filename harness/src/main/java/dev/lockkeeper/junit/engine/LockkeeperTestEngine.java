package dev.lockkeeper.junit.engine;

import dev.lockkeeper.junit.VerifyMigrations;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/**
 * Finds classes annotated with {@link VerifyMigrations} and tells what became of their chains as tests.
 *
 * <p>An engine of our own, because Jupiter passes over a class that has no test method. Discovery only reads annotations:
 * build tools ask for it once for every class they look at.
 */
public final class LockkeeperTestEngine implements TestEngine {

    static final String ID = "lockkeeper";

    private static final EngineDiscoveryRequestResolver<EngineDescriptor> RESOLVER =
            EngineDiscoveryRequestResolver.<EngineDescriptor>builder()
                    .addClassContainerSelectorResolver(LockkeeperTestEngine::isOurs)
                    .addSelectorResolver(context -> new Finder(context.getClassNameFilter()::test))
                    .build();

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Optional<String> getGroupId() {
        return Optional.of("dev.lockkeeper");
    }

    @Override
    public Optional<String> getArtifactId() {
        return Optional.of("harness");
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId uniqueId) {
        EngineDescriptor engine = new EngineDescriptor(uniqueId, "Lockkeeper");
        RESOLVER.resolve(request, engine);
        return engine;
    }

    @Override
    public void execute(ExecutionRequest request) {
        TestDescriptor engine = request.getRootTestDescriptor();
        Settings settings = new Settings(request.getConfigurationParameters()::get);
        ClaimsList listener = new ClaimsList(request.getEngineExecutionListener());
        listener.executionStarted(engine);
        try (Runs runs = new Runs(settings)) {
            List<AnnotatedClass> classes = engine.getChildren().stream()
                    .map(AnnotatedClass.class::cast)
                    .toList();
            classes.forEach(each -> each.begin(runs));
            classes.forEach(each -> each.tell(listener));
        }
        settings.claims().ifPresent(listener::writeTo);
        listener.executionFinished(engine, TestExecutionResult.successful());
    }

    static boolean isOurs(Class<?> candidate) {
        return !Modifier.isAbstract(candidate.getModifiers())
                && AnnotationSupport.findAnnotation(candidate, VerifyMigrations.class)
                        .map(VerifyMigrations::claims)
                        .orElse(false);
    }

    /** Resolves the ways in which a build tool or an IDE names one of our classes, or a claim of one. */
    private record Finder(java.util.function.Predicate<String> named) implements SelectorResolver {

        @Override
        public Resolution resolve(ClassSelector selector, Context context) {
            Class<?> candidate = selector.getJavaClass();
            if (!isOurs(candidate) || !named.test(candidate.getName())) {
                return Resolution.unresolved();
            }
            return context.addToParent(parent -> Optional.of(AnnotatedClass.of(parent.getUniqueId(), candidate)))
                    .map(found -> Resolution.match(Match.exact(found)))
                    .orElseGet(Resolution::unresolved);
        }

        /** A claim is only known once the chain was verified, so its class is run and tells just that. */
        @Override
        public Resolution resolve(UniqueIdSelector selector, Context context) {
            List<UniqueId.Segment> segments = selector.getUniqueId().getSegments();
            if (segments.size() < 2 || !segments.get(1).getType().equals(AnnotatedClass.SEGMENT)) {
                return Resolution.unresolved();
            }
            return context.resolve(
                            DiscoverySelectors.selectClass(segments.get(1).getValue()))
                    .map(found -> {
                        AnnotatedClass known = (AnnotatedClass) Objects.requireNonNull(found);
                        known.select(selector.getUniqueId());
                        return Resolution.match(Match.exact(known, Set::of));
                    })
                    .orElseGet(Resolution::unresolved);
        }
    }
}
