package dev.lockkeeper;

import dev.lockkeeper.TargetCheck.DriftSeen;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.TargetFact;
import dev.lockkeeper.model.TargetReport;
import dev.lockkeeper.model.TargetReport.Line;
import dev.lockkeeper.target.History;
import dev.lockkeeper.target.StepStanding;
import dev.lockkeeper.target.StepStanding.State;
import dev.lockkeeper.target.Surroundings;
import dev.lockkeeper.target.Target;
import dev.lockkeeper.target.TargetIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was looked at on the target and how it stands, line by line. */
final class TargetLines {

    private static final long MUCH_LOG = 1L << 30;

    private final Target target;
    private final List<Line> lines = new ArrayList<>();

    TargetLines(
            Target target,
            List<History> histories,
            DriftSeen drift,
            List<StepFacts> steps,
            List<TargetFact> around,
            Surroundings surroundings) {
        this.target = target;
        histories.forEach(this::history);
        drift(drift);
        steps.forEach(this::step);
        sessions(around, surroundings);
        slots(surroundings);
    }

    TargetReport report() {
        return new TargetReport(target.name(), target.shown(), identity(target.identity()), lines);
    }

    private static SortedMap<String, String> identity(TargetIdentity identity) {
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put("database", identity.database());
        fields.put("version", identity.version());
        fields.put("user", identity.user());
        fields.put("standby", String.valueOf(identity.standby()));
        fields.put("encoding", identity.encoding());
        identity.systemIdentifier().ifPresent(number -> fields.put("systemIdentifier", number));
        return fields;
    }

    private void add(String area, String object, String state, String text) {
        lines.add(new Line(area, object, state, text));
    }

    private void history(History history) {
        long trouble = history.steps().stream().filter(StepStanding::isTroubled).count();
        add(
                "history",
                history.chain().name(),
                trouble > 0 ? "trouble" : "ok",
                history.tool() + ": at " + history.version().orElse("nothing") + ", "
                        + history.in(State.APPLIED).count() + " applied, "
                        + history.in(State.PENDING).count() + " pending, " + trouble + " with trouble");
    }

    private void drift(DriftSeen drift) {
        drift.unknown().forEach(why -> add("drift", "", "unknown", why));
        if (drift.facts().isEmpty()) {
            add("drift", "", drift.unknown().isEmpty() ? "ok" : "unknown", "no difference was found");
        }
        drift.facts()
                .forEach(one -> add(
                        "drift",
                        one.group(),
                        one.outside() ? "note" : "trouble",
                        one.differences().size() + (one.differences().size() == 1 ? " difference" : " differences")));
    }

    private void step(StepFacts step) {
        String version = step.step().version();
        for (TargetFact.RowsInTheWay rows : step.all(TargetFact.RowsInTheWay.class)) {
            add(
                    "rows",
                    rows.table(),
                    "trouble",
                    "step " + version + ": " + (rows.rows() < 0 ? "at least one row" : rows.rows() + " rows")
                            + " against " + rows.constraint());
        }
        for (TargetFact.Cost cost : step.all(TargetFact.Cost.class)) {
            add(
                    "cost",
                    cost.table(),
                    cost.high() > step.budgets().lockSeconds() && cost.lock() != null ? "trouble" : "ok",
                    String.format(
                            Locale.ROOT,
                            "step %s: %s of %d rows, %.1f MB, about %s to %s%s",
                            version,
                            cost.work(),
                            cost.rows(),
                            cost.bytes() / 1048576.0,
                            seconds(cost.low()),
                            seconds(cost.high()),
                            cost.lock() == null ? "" : " under " + cost.lock().words()));
        }
        step.all(TargetFact.RightMissing.class)
                .forEach(right ->
                        add("rights", right.object(), "trouble", right.role() + " may not " + right.right() + " it"));
        step.all(TargetFact.ExtensionMissing.class)
                .forEach(one -> add("rights", "extension " + one.extension(), "trouble", one.why()));
        step.all(TargetFact.Headroom.class).forEach(this::room);
        step.all(Fact.NotObserved.class)
                .forEach(not -> add("unseen", "step " + version, "unknown", not.what() + ": " + not.why()));
    }

    private void room(TargetFact.Headroom room) {
        String free = room.free() < 0 ? "what is free is not known" : megabytes(room.free()) + " are free";
        add(
                "space",
                room.table(),
                room.free() < 0 ? "unknown" : room.free() < room.needed() ? "trouble" : "ok",
                "a rewrite needs " + megabytes(room.needed()) + "; " + free);
    }

    private void sessions(List<TargetFact> around, Surroundings surroundings) {
        List<TargetFact.OpenTransaction> open = around.stream()
                .filter(TargetFact.OpenTransaction.class::isInstance)
                .map(TargetFact.OpenTransaction.class::cast)
                .toList();
        if (!surroundings.seesOthers()) {
            add("sessions", "", "unknown", "this user does not see what others do; grant it pg_read_all_stats");
        } else if (open.isEmpty()) {
            add("sessions", "", "ok", "nobody holds a table that is pending, and no transaction is long open");
        }
        open.forEach(one -> add(
                "sessions",
                one.who(),
                "trouble",
                "open for " + one.seconds() + " s (" + one.state() + ")"
                        + (one.tables().isEmpty() ? "" : ", holds " + String.join(", ", one.tables()))));
    }

    private void slots(Surroundings surroundings) {
        surroundings
                .slots()
                .forEach(slot -> add(
                        "replication",
                        "slot " + slot.slot(),
                        slot.bytes() > MUCH_LOG ? "trouble" : "ok",
                        (slot.active() ? "active" : "not active") + ", keeps " + megabytes(slot.bytes())
                                + " of the log"));
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
    }

    private static String seconds(double seconds) {
        return seconds < 0.1 ? "0.1 s" : String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
