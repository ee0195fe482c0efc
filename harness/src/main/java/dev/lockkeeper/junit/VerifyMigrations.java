package dev.lockkeeper.junit;

import dev.lockkeeper.model.Severity;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.commons.annotation.Testable;

/**
 * Makes a class, which may be empty, verify migration chains: one test for each step and claim.
 *
 * <pre>{@code
 * @VerifyMigrations(chain = "migrations/auth", fixtures = "fixtures/auth")
 * class AuthMigrationsTest {}
 * }</pre>
 *
 * <p>What is not said here is taken from the {@code lockkeeper.yml} at or above the chain, where there is one. Paths start
 * at the working folder, or at a folder above the compiled test class.
 *
 * <p>Configuration parameters of the JUnit Platform, which may be given as system properties, win over both:
 * {@code lockkeeper.provider}, {@code lockkeeper.postgres} (versions with commas between them), {@code lockkeeper.image},
 * {@code lockkeeper.scratch}, {@code lockkeeper.onlyNewSince}, {@code lockkeeper.rehearse}, {@code lockkeeper.jobs}
 * (verifications, and servers, at once). {@code lockkeeper.claims} names a file that then lists what was
 * proved.
 */
@Documented
@Inherited
@Testable
@ExtendWith(LockkeeperExtension.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface VerifyMigrations {

    /** The folders of the chains; without one, all chains that {@link #config} names. */
    String[] chain() default {};

    /** The folder of the user's rows and probes; of several chains one for each, in the same order. */
    String[] fixtures() default {};

    /** The id of the chain's format; else found by looking. */
    String format() default "";

    /** The {@code lockkeeper.yml} to honour; else the nearest one at or above the chain. */
    String config() default "";

    /** Versions of PostgreSQL; each gets its own tests. */
    String[] postgres() default {};

    /** {@code auto}, {@code container}, {@code embedded}, {@code local} or {@code url}. */
    String provider() default "";

    /** The non-superuser to migrate as. */
    String role() default "";

    /** How many rows to generate for each table; 0 for none. */
    int rows() default -1;

    /** Severities of single rules, like {@code int-primary-key=warning} or {@code drop-column=off}. */
    String[] rules() default {};

    /** Findings of these severities fail their test; others are only told. */
    Severity[] failOn() default {Severity.ERROR};

    /** Findings to live with. */
    Allow[] allow() default {};

    /** A git ref: only steps whose files are new or changed since then are looked at. */
    String onlyNewSince() default "";

    /** Whether each step is also run beside a reader, and others who read and write; {@code lockkeeper.yml} may ask, too. */
    boolean rehearse() default false;

    /** Whether the claims are tests; without them only the tests written by hand are. */
    boolean claims() default true;

    /** Classes with {@link HouseRule} methods, besides the annotated one. */
    Class<?>[] houseRules() default {};

    /** A reasoned silence for findings that fit; what is empty fits everything. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({})
    @interface Allow {

        String rule();

        String reason();

        String chain() default "";

        String step() default "";

        String object() default "";

        /** The last day it holds, {@code YYYY-MM-DD}. */
        String until() default "";

        /** The most rows the finding may concern. */
        long rows() default -1;
    }
}
