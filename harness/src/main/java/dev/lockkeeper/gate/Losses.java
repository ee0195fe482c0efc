package dev.lockkeeper.gate;

import dev.lockkeeper.gate.Refusal.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** What a database had before a deploy and has no more: rows, and the integrity of what is left. */
final class Losses {

    private Losses() {}

    /**
     * Rows that went though no step was known to take any, and integrity that is broken since.
     *
     * @param mayLose tables from which steps take rows
     * @param liveWrites whether others may have taken them
     * @param notes gets what is no reason to refuse
     */
    static List<Refusal> between(
            Inventory before, Inventory after, Collection<String> mayLose, boolean liveWrites, List<String> notes) {
        List<String> lost = new ArrayList<>();
        before.rows().forEach((table, rows) -> {
            Long now = after.rows().get(table);
            if (now == null && after.unseen().stream().noneMatch(text -> text.startsWith("rows of " + table + ":"))) {
                // Whether a table may go is the schema's business; what it held is told all the same.
                notes.add(table + " is gone with its " + rows + " rows");
            } else if (now != null && now < rows) {
                String what = table + " had " + rows + " rows and has " + now;
                boolean known = liveWrites || mayLose.contains(table);
                (known ? notes : lost).add(what);
            }
        });
        notes.addAll(before.unseen());
        after.unseen().stream().filter(text -> !before.unseen().contains(text)).forEach(notes::add);
        List<Refusal> refusals = new ArrayList<>();
        if (!lost.isEmpty()) {
            refusals.add(new Refusal(
                    Reason.ROWS_LOST,
                    "Rows are gone that no step was known to take: " + String.join("; ", lost) + ".",
                    "compare with the backup; if others delete rows meanwhile, say so: --live-writes"));
        }
        TreeSet<String> broken = new TreeSet<>(after.broken());
        broken.removeAll(before.broken());
        if (!broken.isEmpty()) {
            refusals.add(new Refusal(
                    Reason.INTEGRITY,
                    "Since the deploy " + String.join("; ", broken) + ".",
                    "mend it before the release uses it; the backup has the state before"));
        }
        return refusals;
    }
}
