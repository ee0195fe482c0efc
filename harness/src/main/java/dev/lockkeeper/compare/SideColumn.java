package dev.lockkeeper.compare;

/**
 * A column as one side has it.
 *
 * @param type as it was declared
 * @param base the type below domains, without lengths; in SQLite the affinity
 * @param array whether it holds lists
 */
record SideColumn(String name, String type, String base, boolean array) {

    /** Whether its fractions are binary, so that the last digits say nothing. */
    boolean isApproximate() {
        return switch (base) {
            case "real", "double precision", "REAL", "NUMERIC" -> true;
            default -> false;
        };
    }
}
