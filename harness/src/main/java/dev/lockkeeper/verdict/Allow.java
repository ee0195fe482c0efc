package dev.lockkeeper.verdict;

import dev.lockkeeper.model.SourceSpan;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A reasoned, dated silence, from a step's comment or from the configuration.
 *
 * @param object the finding's object, or a table it lies in; empty for all of the step
 * @param chain only in this chain; empty for any
 * @param step only at this version; empty for any
 * @param rows what was declared to be lost at the most
 */
public record Allow(
        String rule,
        Optional<String> object,
        Optional<String> chain,
        Optional<String> step,
        String reason,
        Optional<LocalDate> until,
        OptionalLong rows,
        SourceSpan at) {}
