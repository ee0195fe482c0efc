package dev.lockkeeper.chain.flyway;

import org.flywaydb.core.internal.resolver.ChecksumCalculator;
import org.flywaydb.core.internal.resource.StringResource;

/** The number that Flyway keeps in its history, computed by Flyway. */
public final class FlywayChecksum {

    private FlywayChecksum() {}

    /** @param text of the script; for a repeatable one, with the values of its placeholders in */
    public static int of(String text) {
        return ChecksumCalculator.calculate(new StringResource(text));
    }
}
