package dev.lockkeeper.junit.engine;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestTag;

/** Jupiter's annotations on a class that mean the same for us. */
final class JupiterMarks {

    private JupiterMarks() {}

    static Set<TestTag> tags(Class<?> test) {
        Set<TestTag> tags = new LinkedHashSet<>();
        AnnotationSupport.findRepeatableAnnotations(test, Tag.class).stream()
                .map(Tag::value)
                .filter(TestTag::isValid)
                .forEach(value -> tags.add(TestTag.create(value)));
        return tags;
    }

    /** Why the class is not to be run. */
    static Optional<String> disabled(Class<?> test) {
        return AnnotationSupport.findAnnotation(test, Disabled.class)
                .map(Disabled::value)
                .map(reason -> reason.isBlank() ? test.getSimpleName() + " is disabled" : reason);
    }
}
