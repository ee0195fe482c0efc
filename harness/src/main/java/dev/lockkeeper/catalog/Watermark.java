package dev.lockkeeper.catalog;

import java.util.HashMap;
import java.util.Map;

/**
 * How far the watched catalogues had come.
 *
 * @param pulse when it was taken
 * @param horizon a transaction before which all rows seen were written, but for the young ones; not merely the oldest one
 *     running, so that a copy of the database, whenever it was made and written to, is told apart by it too
 * @param catalogs by name
 * @param superuser whether all watched catalogues could be read
 */
record Watermark(Pulse pulse, long horizon, Map<String, Rows> catalogs, boolean superuser) {

    Watermark {
        catalogs = Map.copyOf(catalogs);
    }

    /**
     * The rows of one catalogue.
     *
     * @param settled how many shown ones were written before the horizon
     * @param sum of the keys of those, so that one that vanished is missed even when another came
     * @param highest key of all
     * @param young all those written since, by key
     */
    record Rows(long settled, long sum, long highest, Map<Long, Young> young) {

        Rows {
            young = Map.copyOf(young);
        }

        /** The same rows seen from a later horizon, which settles some of them. */
        Rows from(long horizon) {
            if (young.values().stream().noneMatch(row -> row.isBefore(horizon))) {
                return this;
            }
            long settledNow = settled;
            long sumNow = sum;
            Map<Long, Young> rest = new HashMap<>();
            for (Map.Entry<Long, Young> row : young.entrySet()) {
                if (row.getValue().isBefore(horizon)) {
                    settledNow += row.getValue().shown() ? 1 : 0;
                    sumNow += row.getValue().shown() ? row.getKey() : 0;
                } else {
                    rest.put(row.getKey(), row.getValue());
                }
            }
            return new Rows(settledNow, sumNow, highest, rest);
        }
    }

    /** A row that the next look may find changed by the same transaction: its place tells its versions apart. */
    record Young(long xmin, String place, boolean shown, String home) {

        boolean isSameVersionAs(Young other) {
            return xmin == other.xmin && place.equals(other.place);
        }

        /** The full number of the transaction that wrote it, which is not after another. */
        long writtenBefore(long other) {
            return other - Integer.toUnsignedLong((int) other - (int) xmin);
        }

        /** Row headers hold the low 32 bits of a transaction's number, which go round. */
        boolean isBefore(long horizon) {
            return (int) xmin - (int) horizon < 0;
        }
    }

    /** Whether a query can have no answer, because the catalogue it asks of has no rows of anybody's. */
    boolean leavesEmpty(String query) {
        return switch (query) {
            case "trigger" -> isBare("pg_trigger", 1);
            case "rule" -> isBare("pg_rewrite", 1);
            case "policy" -> isBare("pg_policy", 1);
            case "statistics" -> isBare("pg_statistic_ext", 1);
            case "relation_comment", "type_comment", "routine_comment" ->
                isBare("pg_description", Watched.FIRST_NOTE) && isBare("pg_seclabel", Watched.FIRST_NOTE);
            default -> false;
        };
    }

    private boolean isBare(String catalog, long firstKey) {
        Rows rows = catalogs.get(catalog);
        return rows != null && rows.highest() < firstKey;
    }

    /** The same as a session knows it that has adopted it. */
    Watermark seenBy(Map<String, Pulse> adopted) {
        Pulse own = adopted.get(pulse.reading());
        return own == null ? this : new Watermark(own, horizon, catalogs, superuser);
    }

    /** This with some catalogues looked at again, all seen from the horizon of a later pulse. */
    Watermark then(Pulse later, Map<String, Rows> again) {
        Map<String, Rows> now = new HashMap<>(catalogs);
        now.putAll(again);
        long newest = horizon;
        for (Rows rows : now.values()) {
            for (Young row : rows.young().values()) {
                if (row.isBefore(later.horizon())) {
                    newest = Math.max(newest, row.writtenBefore(later.horizon()) + 1);
                }
            }
        }
        now.replaceAll((name, rows) -> rows.from(later.horizon()));
        return new Watermark(later, newest, now, superuser);
    }
}
