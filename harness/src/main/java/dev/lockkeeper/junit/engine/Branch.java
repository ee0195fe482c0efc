package dev.lockkeeper.junit.engine;

import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;

/** A place in the tree of tests below a class: a chain, a step, or a claim, which is a test. */
final class Branch extends AbstractTestDescriptor {

    private final Type type;

    private Branch(UniqueId id, String name, @Nullable TestSource source, Type type) {
        super(id, name, source);
        this.type = type;
    }

    static Branch container(TestDescriptor parent, String segment, String key, String name) {
        return new Branch(parent.getUniqueId().append(segment, key), name, null, Type.CONTAINER);
    }

    /**
     * A claim poses as a method of the annotated class: Surefire and Gradle count a test with any other source to the class
     * they derive from the name above it, and Surefire then lets the build pass whatever becomes of it.
     */
    static Branch test(TestDescriptor parent, String key, String name, Class<?> test) {
        MethodSource source = MethodSource.from(test.getName(), name);
        return new Branch(parent.getUniqueId().append("claim", key), name, source, Type.TEST);
    }

    @Override
    public Type getType() {
        return type;
    }

    @Override
    public boolean mayRegisterTests() {
        return type == Type.CONTAINER;
    }
}
