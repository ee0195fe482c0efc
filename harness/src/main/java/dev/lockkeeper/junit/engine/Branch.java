package dev.lockkeeper.junit.engine;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;

/** A place in the tree of tests below a class: a chain, a step, or a claim, which is a test. */
final class Branch extends AbstractTestDescriptor {

    private final Type type;

    private Branch(UniqueId id, String name, @Nullable FileSource source, Type type) {
        super(id, name, source);
        this.type = type;
    }

    static Branch container(TestDescriptor parent, String segment, String key, String name) {
        return new Branch(parent.getUniqueId().append(segment, key), name, null, Type.CONTAINER);
    }

    /** @param line where the editor opens the file */
    static Branch test(TestDescriptor parent, String key, String name, Path file, int line) {
        FileSource source = FileSource.from(file.toAbsolutePath().toFile(), FilePosition.from(line));
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
