package dev.lockkeeper.gate.apply;

import dev.lockkeeper.gate.Standings;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.server.ThrowawayServer;
import dev.lockkeeper.target.History;
import dev.lockkeeper.target.HistoryTable;
import dev.lockkeeper.target.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run would do, seen on a throwaway server; nothing is written to the target.
 *
 * @param how in one transaction, or in how many pieces
 * @param table in which the tool keeps what has run
 * @param schema digest of the target's schema once the step has run
 */
public record ApplyPlan(String chain, String step, String how, String table, String schema) {

    public static List<ApplyPlan> of(Target target, List<History> histories, ThrowawayServer server) {
        List<ApplyPlan> plan = new ArrayList<>();
        List<String> tables = Standings.tables(histories);
        try (Rehearsal rehearsal = Rehearsal.of(server, target, histories)) {
            for (History history : histories) {
                HistoryTable table = history.table()
                        .orElseGet(() -> ToolHistories.of(history.chain()).usualPlace(history.chain()));
                for (Step step : history.pending()) {
                    String leads =
                            rehearsal.go(history.chain(), step, Direction.UP).digest(tables);
                    plan.add(new ApplyPlan(history.chain().name(), step.title(), how(step), table.toString(), leads));
                }
            }
        }
        return plan;
    }

    private static String how(Step step) {
        if (!(step.up() instanceof Script script)) {
            return "by its own tool";
        }
        List<Piece> pieces = Piece.of(script);
        boolean whole = pieces.size() <= 1 && pieces.stream().allMatch(Piece::block);
        return whole ? "one transaction" : pieces.size() + " pieces, each noted";
    }
}
