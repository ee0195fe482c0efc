package dev.lockkeeper.model;

import java.util.Locale;

/** What a finding is about; a small closed vocabulary that reports and dashboards quote. */
public enum Category {
    APPLY_FAILURE,
    DATA_LOSS,
    INTEGRITY_LOSS,
    ROUNDTRIP,
    LOCK,
    REWRITE,
    TX_GROUPING,
    HISTORY,
    DRIFT,
    ENVIRONMENT,
    COMPAT,
    PLANNER,
    SECURITY,
    DESIGN;

    /** The spelling of the report contract, e.g. {@code data-loss}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
