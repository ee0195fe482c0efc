package dev.lockkeeper.reports.markdown;

import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.Verdict;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.report.WriteOptions;
import dev.lockkeeper.reports.view.Headline;
import dev.lockkeeper.reports.view.LocatedFinding;
import dev.lockkeeper.reports.view.Paths;
import dev.lockkeeper.reports.view.Rehearsal;
import dev.lockkeeper.reports.view.StepView;
import dev.lockkeeper.reports.view.WayBack;
import dev.lockkeeper.reports.view.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The comment itself: verdict, what must change first, then tables; it tells less where there is less room. */
final class Comment {

    /** A comment that begins so is ours to write over. */
    static final String MARKER = "<!-- lockkeeper -->";

    private static final int ALL_SHOWN = 20;

    private final VerificationReport report;
    private final WriteOptions options;
    private final List<LocatedFinding> findings;
    private final StringBuilder text = new StringBuilder();
    private final Room room;

    /** How much may be told, from everything down to the gist. */
    enum Room {
        ALL(Integer.MAX_VALUE, Integer.MAX_VALUE, true),
        NO_PLAIN_STEPS(Integer.MAX_VALUE, Integer.MAX_VALUE, false),
        FEWER(60, 60, false),
        GIST(15, 15, false);

        private final int findings;
        private final int steps;
        private final boolean plainSteps;

        Room(int findings, int steps, boolean plainSteps) {
            this.findings = findings;
            this.steps = steps;
            this.plainSteps = plainSteps;
        }
    }

    private Comment(VerificationReport report, WriteOptions options, Room room) {
        this.report = report;
        this.options = options;
        this.findings = LocatedFinding.of(report, options);
        this.room = room;
    }

    /** The fullest text of at most so many characters. */
    static String of(VerificationReport report, WriteOptions options, int atMost) {
        String text = "";
        for (Room room : Room.values()) {
            text = new Comment(report, options, room).write();
            if (text.length() <= atMost) {
                break;
            }
        }
        return text.length() <= atMost ? text : text.substring(0, atMost);
    }

    private String write() {
        Headline headline = new Headline(report);
        line(MARKER);
        line("## " + icon(report.verdict()) + " Lockkeeper: " + report.verdict().id());
        line("");
        line("**" + Markdown.text(headline.sentence()) + "**");
        line("");
        String tally = headline.tally();
        line((tally.isEmpty() ? "" : tally + " · ") + Markdown.text(headline.ground()) + " · "
                + Words.duration(report.millis()));
        notObserved(headline.notObserved());
        errors();
        warnings();
        report.chains().forEach(this::chain);
        return text.toString();
    }

    private void notObserved(List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        section("What could not be seen");
        lines.stream().limit(room.findings).forEach(each -> line("- " + Markdown.text(each)));
        more(lines.size() - room.findings, "line");
    }

    private void errors() {
        List<LocatedFinding> errors = standing(Severity.ERROR);
        if (errors.isEmpty()) {
            return;
        }
        section("What must change first");
        int number = 0;
        for (LocatedFinding error : errors) {
            if (++number > room.findings) {
                break;
            }
            finding(number + ". ", error);
        }
        more(errors.size() - room.findings, "error");
    }

    private void warnings() {
        List<LocatedFinding> warnings = standing(Severity.WARNING);
        if (warnings.isEmpty()) {
            return;
        }
        line("");
        line("<details><summary>" + Words.count(warnings.size(), "warning") + "</summary>");
        line("");
        Map<String, List<LocatedFinding>> rules = new LinkedHashMap<>();
        warnings.forEach(each ->
                rules.computeIfAbsent(each.rule(), rule -> new ArrayList<>()).add(each));
        for (List<LocatedFinding> all : rules.values()) {
            finding("- ", all.get(0));
            if (all.size() > 1) {
                List<String> places = all.stream().skip(1).map(this::place).toList();
                line("  Also at " + Words.some(places, Math.min(12, room.findings)) + ".");
            }
        }
        line("");
        line("</details>");
    }

    private void finding(String bullet, LocatedFinding located) {
        Finding finding = located.finding();
        String indent = " ".repeat(bullet.length());
        String object = finding.object() == null ? "" : " · " + Markdown.code(finding.object());
        line(bullet + place(located) + " · **" + Markdown.text(finding.rule()) + "**" + object + "  ");
        line(indent + Markdown.text(finding.saw()) + "  ");
        line(indent + Markdown.text(finding.means()) + "  ");
        line(indent + "**Instead:** " + Markdown.text(finding.instead()));
    }

    private String place(LocatedFinding located) {
        String code = Markdown.code(located.place());
        @Nullable String link = Paths.link(options, located.path(), located.line());
        return link == null ? code : "[" + code + "](<" + link.replace(">", "%3E") + ">)";
    }

    private void chain(ChainReport chain) {
        List<StepView> steps = StepView.of(chain);
        section(Markdown.code(chain.name()) + " · " + Markdown.text(chain.format()) + " · " + Headline.steps(chain));
        List<StepView> shown = steps.size() <= ALL_SHOWN
                ? steps
                : steps.stream()
                        .filter(step -> !step.safe() && !step.unreached())
                        .toList();
        table(shown.subList(0, Math.min(shown.size(), room.steps)));
        more(shown.size() - room.steps, "step");
        List<StepView> rest = new ArrayList<>(steps);
        rest.removeAll(shown);
        if (!rest.isEmpty()) {
            plain(rest);
        }
        waysBack(steps);
        rehearsals(steps);
        if (chain.stoppedAt() != null) {
            line("");
            line("Stopped at " + Markdown.code(chain.stoppedAt()) + ": what comes after it was not seen.");
        }
    }

    private void rehearsals(List<StepView> steps) {
        List<String> lines = new ArrayList<>();
        for (StepView step : steps) {
            List<String> rehearsal = Rehearsal.of(step.step());
            if (!rehearsal.isEmpty()) {
                lines.add("- " + Markdown.code(step.title()) + ": " + Markdown.text(String.join("; ", rehearsal)));
            }
        }
        if (!lines.isEmpty()) {
            line("");
            line("In the rehearsal:");
            line("");
            lines.stream().limit(room.steps).forEach(this::line);
            more(lines.size() - room.steps, "step");
        }
    }

    private void plain(List<StepView> steps) {
        long unreached = steps.stream().filter(StepView::unreached).count();
        String words = Words.count(steps.size() - unreached, "step") + " safe"
                + (unreached == 0 ? "" : ", " + unreached + " not reached");
        line("");
        if (!room.plainSteps) {
            line(words);
            return;
        }
        line("<details><summary>" + words + "</summary>");
        table(steps);
        line("");
        line("</details>");
    }

    private void table(List<StepView> steps) {
        if (steps.isEmpty()) {
            return;
        }
        line("");
        line("| | step | time | blocks | rows | way back |");
        line("|---|---|--:|---|---|---|");
        for (StepView step : steps) {
            boolean applied = step.step().upOutcome().equals("applied");
            line("| " + icon(step.step().verdict()) + " | " + Markdown.code(step.title()) + " | "
                    + Words.duration(step.step().millis()) + " | "
                    + cell(applied ? Words.some(step.blocks(), 2) : step.upWords()) + " | "
                    + cell(String.join(", ", step.effects())) + " | " + step.wayBackWords() + " |");
        }
    }

    private static String cell(String words) {
        return words.isEmpty() ? "–" : Markdown.text(words);
    }

    private void waysBack(List<StepView> steps) {
        Map<WayBack, List<StepView>> ways = Headline.waysBack(steps);
        List<String> parts = new ArrayList<>();
        ways.forEach((way, of) -> parts.add(of.size() + " " + way.label()));
        if (!parts.isEmpty()) {
            line("");
            line("Way back: " + String.join(" · ", parts));
        }
    }

    private List<LocatedFinding> standing(Severity severity) {
        return findings.stream()
                .filter(each -> each.stands() && each.finding().severity() == severity)
                .toList();
    }

    private void section(String title) {
        line("");
        line("### " + title);
        line("");
    }

    private void more(int left, String noun) {
        if (left > 0) {
            line("");
            line("… and " + Words.count(left, noun) + " more; the whole report has them.");
        }
    }

    private void line(String words) {
        text.append(words).append('\n');
    }

    private static String icon(Verdict verdict) {
        return switch (verdict) {
            case SAFE -> "✅";
            case UNSAFE -> "❌";
            case UNDECIDED -> "❔";
        };
    }
}
