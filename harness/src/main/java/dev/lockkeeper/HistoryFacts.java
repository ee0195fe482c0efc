package dev.lockkeeper;

import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.TargetFact.HistoryTrouble;
import dev.lockkeeper.model.TargetFact.HistoryTrouble.Kind;
import dev.lockkeeper.target.History;
import dev.lockkeeper.target.StepStanding;
import dev.lockkeeper.target.StepStanding.State;
import dev.lockkeeper.target.StepStanding.Trouble;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a history, as facts that rules understand. */
final class HistoryFacts {

    private HistoryFacts() {}

    static List<Fact> of(History history) {
        List<Fact> facts = new ArrayList<>();
        List<Step> all = history.chain().steps();
        String last = all.isEmpty() ? "." : all.get(all.size() - 1).file();
        for (StepStanding step : history.steps()) {
            SourceSpan at = step.step()
                    .map(Step::file)
                    .map(file -> new SourceSpan(file, 1))
                    .orElse(new SourceSpan(last, 1));
            String why = String.join("; ", step.notes());
            if (step.state() == State.FAILED) {
                facts.add(new HistoryTrouble(at, step.version(), Kind.FAILED, history.tool(), why));
            }
            if (step.state() == State.MISSING) {
                facts.add(new HistoryTrouble(at, step.version(), Kind.MISSING, history.tool(), why));
            }
            if (step.state() == State.SKIPPED) {
                facts.add(new HistoryTrouble(at, step.version(), Kind.SKIPPED, history.tool(), why));
            } else if (step.troubles().contains(Trouble.OUT_OF_ORDER)) {
                facts.add(new HistoryTrouble(at, step.version(), Kind.OUT_OF_ORDER, history.tool(), why));
            }
            if (step.troubles().contains(Trouble.EDITED)) {
                facts.add(new HistoryTrouble(at, step.version(), Kind.EDITED, history.tool(), why));
            }
        }
        return facts;
    }
}
