package dev.lockkeeper.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Where the chain of the class's {@link VerifyMigrations} stands when a test begins. Each test has a database of its own and
 * takes a {@link MigratedDatabase}, {@link Rows} or a {@code javax.sql.DataSource} as parameters.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(LockkeeperExtension.class)
public @interface MigratedTo {

    String HEAD = "head";
    String BASE = "base";

    /** A version as the chain writes it, {@link #HEAD}, or {@link #BASE} for before the first step. */
    String value() default HEAD;

    /** The chain, where the class verifies several: its name. */
    String chain() default "";

    /** Whether the user's rows of each version are laid when the chain reaches it. */
    boolean fixtures() default true;
}
