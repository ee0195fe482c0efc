package dev.lockkeeper.reports.html;

import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.Verdict;
import dev.lockkeeper.reports.view.Headline;
import dev.lockkeeper.reports.view.LocatedFinding;
import dev.lockkeeper.reports.view.Rehearsal;
import dev.lockkeeper.reports.view.StepView;
import dev.lockkeeper.reports.view.WayBack;
import dev.lockkeeper.reports.view.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One chain: its steps as a strip, its ways back as a tally, and a row to open for each step. */
final class ChainHtml {

    private final Markup html;
    private final List<LocatedFinding> findings;

    ChainHtml(Markup html, List<LocatedFinding> findings) {
        this.html = html;
        this.findings = findings;
    }

    void write(int number, ChainReport chain) {
        List<StepView> steps = StepView.of(chain);
        String id = "c" + number;
        html.open("section", "class", "chain", "id", id, "aria-labelledby", id + "-title");
        html.open("h2", "id", id + "-title")
                .text(chain.name())
                .raw(" ")
                .leaf("span", Headline.steps(chain), "class", "count")
                .close();
        html.open("p", "class", "about").text(chain.format() + " · ").leaf("code", chain.path());
        if (chain.rows().tables() > 0) {
            html.text(" · rows in " + chain.rows().covered() + " of "
                    + Words.count(chain.rows().tables(), "table"));
        }
        html.closeLine();
        if (chain.stoppedAt() != null) {
            html.open("p", "class", "stopped")
                    .text("The walk stopped at ")
                    .leaf("code", chain.stoppedAt())
                    .text(": what comes after it was not seen.")
                    .closeLine();
        }
        if (!steps.isEmpty()) {
            strip(number, steps);
            waysBack(steps);
            html.open("div", "class", "steps");
            for (int i = 0; i < steps.size(); i++) {
                step(number, i, steps.get(i));
            }
            html.closeLine();
        }
        gaps(chain.rows().gaps());
        html.closeLine();
    }

    /** One bar a step: colour says the verdict, height the time, the foot the way back. */
    private void strip(int number, List<StepView> steps) {
        long unsafe = count(steps, Verdict.UNSAFE);
        long undecided = count(steps, Verdict.UNDECIDED);
        String words = Words.count(steps.size(), "step") + " in order: " + unsafe + " unsafe, " + undecided
                + " undecided, " + (steps.size() - unsafe - undecided) + " safe. The list below has them all.";
        html.open("div", "class", "strip", "role", "img", "aria-label", words);
        for (int i = 0; i < steps.size(); i++) {
            StepView step = steps.get(i);
            html.open(
                    "i",
                    "class",
                    step.step().verdict().id() + " h" + height(step.step().millis()) + " w-" + foot(step.wayBack()),
                    "data-to",
                    "s" + number + "-" + i,
                    "title",
                    step.title() + " · " + step.step().verdict().id() + " · "
                            + Words.duration(step.step().millis()) + " · way back: " + step.wayBackWords());
            html.close();
        }
        html.closeLine();
        html.leaf(
                "p",
                "A bar for each step: its colour is the verdict, its height the time, its foot the way back.",
                "class",
                "legend");
    }

    private static long count(List<StepView> steps, Verdict verdict) {
        return steps.stream().filter(step -> step.step().verdict() == verdict).count();
    }

    private static int height(long millis) {
        return millis <= 1 ? 1 : millis < 5 ? 2 : millis < 25 ? 3 : millis < 250 ? 4 : 5;
    }

    private static String foot(WayBack way) {
        return way.fine() ? "fine" : way.broken() ? "broken" : "none";
    }

    private void waysBack(List<StepView> steps) {
        Map<WayBack, List<StepView>> ways = Headline.waysBack(steps);
        html.open("ul", "class", "ways", "aria-label", "Ways back");
        ways.forEach((way, of) -> html.open("li", "class", "w-" + foot(way))
                .leaf("b", String.valueOf(of.size()))
                .raw(" ")
                .text(way.label())
                .close());
        html.closeLine();
    }

    private void step(int chain, int index, StepView step) {
        String verdict = step.step().verdict().id();
        html.open(
                "details",
                "class",
                "step " + verdict,
                "id",
                "s" + chain + "-" + index,
                "data-tags",
                String.join(" ", tags(step)));
        html.open("summary");
        html.leaf("span", verdict, "class", "badge");
        html.open("span", "class", "what");
        html.open("h3")
                .leaf("span", step.step().version(), "class", "version")
                .raw(" ")
                .text(step.step().description())
                .close();
        html.close();
        html.open("span", "class", "facts");
        fact("time", Words.duration(step.step().millis()));
        boolean applied = step.step().upOutcome().equals("applied");
        fact(applied ? "calm" : "blocks", applied ? "" : "up " + step.upWords());
        fact("blocks", step.blocks().isEmpty() ? "" : "blocks " + Words.some(step.blocks(), 1));
        fact("rows", String.join(", ", step.effects()));
        fact("way w-" + foot(step.wayBack()), "back: " + step.wayBackWords());
        long errors = step.findings(Severity.ERROR);
        long warnings = step.findings(Severity.WARNING);
        fact("error", errors == 0 ? "" : Words.count(errors, "error"));
        fact("warning", warnings == 0 ? "" : Words.count(warnings, "warning"));
        html.close().close();
        html.open("div", "class", "body");
        html.open("p").leaf("code", step.step().file()).close();
        rehearsal(Rehearsal.of(step.step()));
        for (LocatedFinding located : findings) {
            if (located.isOf(step.chain(), step.step())) {
                html.open("p")
                        .leaf("a", located.finding().saw(), "href", "#f-" + located.id(), "class", "finding-link")
                        .close();
            }
        }
        html.close().closeLine();
    }

    private void rehearsal(List<String> sentences) {
        if (!sentences.isEmpty()) {
            html.open("p").text("In the rehearsal:").close();
            html.open("ul");
            sentences.forEach(sentence -> html.leaf("li", sentence));
            html.close();
        }
    }

    private void fact(String kind, String words) {
        if (!words.isEmpty()) {
            html.leaf("span", words, "class", "fact " + kind);
        }
    }

    /** What the page can filter by. */
    private static List<String> tags(StepView step) {
        List<String> tags = new ArrayList<>();
        tags.add(step.step().verdict().id());
        if (step.findings(Severity.WARNING) > 0) {
            tags.add("warned");
        }
        if (!step.blocks().isEmpty()) {
            tags.add("blocking");
        }
        if (step.step().statements().stream().anyMatch(trace -> !trace.rewrote().isEmpty())) {
            tags.add("rewriting");
        }
        if (!step.step().data().isEmpty()) {
            tags.add("rows");
        }
        if (step.wayBack().broken() || step.step().reupOutcome().matches("failed|differs")) {
            tags.add("broken-way");
        }
        if (step.wayBack() == WayBack.MISSING) {
            tags.add("no-way");
        }
        return tags;
    }

    private void gaps(List<String> gaps) {
        if (gaps.isEmpty()) {
            return;
        }
        html.open("details", "class", "gaps").leaf("summary", "What could not be filled with rows: " + gaps.size());
        html.open("ul");
        gaps.forEach(gap -> html.leaf("li", gap));
        html.close().closeLine();
    }
}
