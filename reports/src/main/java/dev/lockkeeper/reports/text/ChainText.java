package dev.lockkeeper.reports.text;

import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.Verdict;
import dev.lockkeeper.reports.view.Headline;
import dev.lockkeeper.reports.view.Rehearsal;
import dev.lockkeeper.reports.view.StepView;
import dev.lockkeeper.reports.view.WayBack;
import dev.lockkeeper.reports.view.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One chain: its steps as a table, of a long chain only those worth a look, and its ways back in few lines. */
final class ChainText {

    private static final int ALL_SHOWN = 20;
    private static final int NAMED = 6;
    private static final String GAP = "  ";

    private final Page page;
    private final Ink ink;

    ChainText(Page page, Ink ink) {
        this.page = page;
        this.ink = ink;
    }

    void write(ChainReport chain) throws IOException {
        List<StepView> steps = StepView.of(chain);
        page.blank();
        String name = Words.visible(chain.name());
        String about = Words.visible("  " + chain.format() + ", " + chain.path() + ", " + Headline.steps(chain));
        page.line(ink.bold(name) + ink.faint(Page.cut(about, page.width() - name.length())));
        List<StepView> shown = steps.size() <= ALL_SHOWN
                ? steps
                : steps.stream()
                        .filter(step -> !step.safe() && !step.unreached())
                        .toList();
        table(shown);
        if (shown.size() < steps.size()) {
            rest(steps);
        }
        waysBack(steps);
        for (StepView step : steps) {
            List<String> rehearsal = Rehearsal.of(step.step());
            if (!rehearsal.isEmpty()) {
                page.paragraph("rehearsal  ", step.step().version() + ": " + String.join("; ", rehearsal));
            }
        }
        if (chain.stoppedAt() != null) {
            page.paragraph("stopped  ", "at " + chain.stoppedAt() + ": what comes after it was not seen");
        }
        for (String gap : chain.rows().gaps().stream().limit(NAMED).toList()) {
            page.paragraph("no rows  ", gap, ink::faint);
        }
        int more = chain.rows().gaps().size() - NAMED;
        if (more > 0) {
            page.paragraph("no rows  ", "and " + more + " more", ink::faint);
        }
    }

    private void rest(List<StepView> steps) throws IOException {
        long safe = steps.stream().filter(StepView::safe).count();
        long warned = steps.stream()
                .filter(step -> step.safe() && step.findings(Severity.WARNING) > 0)
                .count();
        long unreached = steps.stream().filter(StepView::unreached).count();
        if (safe > 0) {
            String how = warned == safe ? "all" : warned + " of them";
            String warnings = warned == 0 ? ", without a warning" : ", " + how + " with warnings";
            page.line(ink.verdict(Verdict.SAFE, "✓") + " " + Words.count(safe, "step") + " safe" + warnings);
        }
        if (unreached > 0) {
            page.line(ink.verdict(Verdict.UNDECIDED, "?") + " " + Words.count(unreached, "step") + " not reached");
        }
    }

    private void table(List<StepView> steps) throws IOException {
        if (steps.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("step", "time", "way back", "blocks", "rows"));
        steps.forEach(step -> rows.add(cells(step)));
        int[] widths = widths(rows);
        for (int i = 0; i < rows.size(); i++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                if (widths[column] > 0) {
                    String cell = Page.cut(rows.get(i).get(column), widths[column]);
                    line.append(column == 0 ? "" : GAP).append(Page.padded(cell, widths[column]));
                }
            }
            String text = line.toString().stripTrailing();
            page.line(i == 0 ? ink.faint("  " + text) : mark(steps.get(i - 1)) + " " + text);
        }
    }

    private static List<String> cells(StepView step) {
        String blocks = step.step().upOutcome().equals("applied") ? Words.some(step.blocks(), 1) : step.upWords();
        return List.of(
                Words.visible(step.title()),
                Words.duration(step.step().millis()),
                step.wayBackWords(),
                blocks.isEmpty() ? "–" : Words.visible(blocks),
                step.effects().isEmpty() ? "–" : Words.visible(String.join(", ", step.effects())));
    }

    private String mark(StepView step) {
        return switch (step.step().verdict()) {
            case SAFE -> ink.verdict(Verdict.SAFE, "✓");
            case UNSAFE -> ink.verdict(Verdict.UNSAFE, "✗");
            case UNDECIDED -> ink.verdict(Verdict.UNDECIDED, "?");
        };
    }

    /** Widest cells as far as they fit; then names and blocks give way, and on a narrow page whole columns. */
    private int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        shrink(widths, 0, 34);
        shrink(widths, 3, 24);
        shrink(widths, 4, 16);
        shrink(widths, 0, 18);
        shrink(widths, 2, 16);
        shrink(widths, 3, 18);
        for (int column : new int[] {4, 3, 2}) {
            if (excess(widths) > 0) {
                widths[column] = 0;
            }
        }
        return widths;
    }

    private void shrink(int[] widths, int column, int least) {
        widths[column] = Math.max(Math.min(widths[column], least), widths[column] - Math.max(0, excess(widths)));
    }

    private int excess(int[] widths) {
        int used = 2;
        for (int i = 0; i < widths.length; i++) {
            used += widths[i] == 0 ? 0 : widths[i] + (i == 0 ? 0 : GAP.length());
        }
        return used - page.width();
    }

    private void waysBack(List<StepView> steps) throws IOException {
        Map<WayBack, List<StepView>> ways = Headline.waysBack(steps);
        List<String> parts = new ArrayList<>();
        ways.forEach((way, of) -> parts.add(of.size() + " " + of(way, of)));
        if (!parts.isEmpty()) {
            page.paragraph("way back ", String.join(" · ", parts));
        }
    }

    /** The label, and for what somebody must look at the versions, unless there are too many to help. */
    private static String of(WayBack way, List<StepView> steps) {
        List<String> versions =
                steps.stream().map(step -> step.step().version()).toList();
        return way.broken() ? way.label() + " (" + Words.some(versions, NAMED) + ")" : way.label();
    }
}
