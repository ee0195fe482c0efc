package dev.lockkeeper.junit;

import dev.lockkeeper.model.Severity;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A rule of the team's own about the schema behind a step; its findings are suppressed, weighed and told like built-in
 * ones.
 *
 * <pre>{@code
 * @HouseRule(id = "tables-say-why", instead = "COMMENT ON TABLE … IS '…'")
 * static Stream<String> tablesSayWhy(Catalog catalog) {
 *     return catalog.getTables().stream()
 *             .filter(table -> !table.hasRemarks())
 *             .map(table -> table.getFullName() + " has no comment.");
 * }
 * }</pre>
 *
 * <p>The method takes, in any order, SchemaCrawler's {@code Catalog}, a {@code CatalogSnapshot}, {@code StepFacts}. It
 * returns a stream or collection of sentences saying what was seen, or of {@code Finding}s; or nothing, and throws an
 * {@code AssertionError} where the rule is broken. What it throws besides makes the step undecided.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface HouseRule {

    /** A kebab-case name of its own, by which it is allowed and reported; else made from the method's name. */
    String id() default "";

    Severity severity() default Severity.ERROR;

    /** Which state of the schema it looks at. */
    When when() default When.EACH_STEP;

    /** What breaking the rule means. */
    String means() default "The team agreed otherwise.";

    /** What to write instead. */
    String instead() default "Follow the house rule, or allow it here with a reason.";

    /** Which state of the schema a rule looks at. */
    enum When {
        /** Behind each step; a sentence that was already true behind the step before is not told again. */
        EACH_STEP,
        /** Behind the last step of the chain. */
        HEAD
    }
}
