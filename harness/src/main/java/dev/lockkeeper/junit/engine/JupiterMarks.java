package dev.lockkeeper.junit.engine;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
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
        Optional<String> always = AnnotationSupport.findAnnotation(test, Disabled.class)
                .map(Disabled::value)
                .map(reason -> reason.isBlank() ? test.getSimpleName() + " is disabled" : reason);
        return always.or(() -> Stream.concat(byProperty(test), byVariable(test)).findFirst());
    }

    private static Stream<String> byProperty(Class<?> test) {
        return AnnotationSupport.findRepeatableAnnotations(test, EnabledIfSystemProperty.class).stream()
                .filter(wanted -> !is(System.getProperty(wanted.named()), wanted.matches()))
                .map(wanted -> because(wanted.disabledReason(), "system property " + wanted.named(), wanted.matches()));
    }

    private static Stream<String> byVariable(Class<?> test) {
        return AnnotationSupport.findRepeatableAnnotations(test, EnabledIfEnvironmentVariable.class).stream()
                .filter(wanted -> !is(System.getenv(wanted.named()), wanted.matches()))
                .map(wanted ->
                        because(wanted.disabledReason(), "environment variable " + wanted.named(), wanted.matches()));
    }

    private static boolean is(@Nullable String value, String pattern) {
        return value != null && value.matches(pattern);
    }

    private static String because(String given, String what, String pattern) {
        return given.isBlank() ? "The " + what + " does not match " + pattern + "." : given;
    }
}
