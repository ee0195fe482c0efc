package dev.lockkeeper.reports.text;

import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Verdict;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.report.ReportWriter;
import dev.lockkeeper.report.WriteOptions;
import dev.lockkeeper.reports.view.Headline;
import dev.lockkeeper.reports.view.LocatedFinding;
import dev.lockkeeper.reports.view.Words;
import java.io.IOException;
import java.util.List;

/** Writes what a person at a terminal wants to know, in the order in which it matters. */
public final class TextReportWriter implements ReportWriter {

    private static final int NOT_SEEN = 10;

    @Override
    public String format() {
        return "text";
    }

    @Override
    public void write(VerificationReport report, WriteOptions options, Appendable out) throws IOException {
        Page page = new Page(out, options.width());
        Ink ink = new Ink(options.colour());
        Headline headline = new Headline(report);
        verdict(headline, page, ink);
        notSeen(headline.notObserved(), page, ink);
        new FindingsText(page, ink).write(LocatedFinding.of(report, options));
        ChainText chains = new ChainText(page, ink);
        for (ChainReport chain : report.chains()) {
            chains.write(chain);
        }
        last(report, headline, page, ink);
    }

    private static void verdict(Headline headline, Page page, Ink ink) throws IOException {
        String word = headline.verdict().name();
        page.paragraph(word + "  ", ink.verdict(headline.verdict(), word) + "  ", headline.sentence(), ink::bold);
    }

    private static void notSeen(List<String> lines, Page page, Ink ink) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        page.blank();
        page.line(ink.verdict(Verdict.UNDECIDED, "not seen"));
        for (String line : lines.subList(0, Math.min(NOT_SEEN, lines.size()))) {
            page.paragraph("  ", line);
        }
        if (lines.size() > NOT_SEEN) {
            page.line("  and " + (lines.size() - NOT_SEEN) + " more");
        }
    }

    /** On a terminal the last lines are what stays in sight, so the verdict stands there again. */
    private static void last(VerificationReport report, Headline headline, Page page, Ink ink) throws IOException {
        page.blank();
        String tally = headline.tally();
        String verdict = headline.verdict().name();
        page.line(ink.verdict(headline.verdict(), verdict) + (tally.isEmpty() ? "" : "  " + tally));
        page.paragraph("", headline.ground() + ", " + Words.duration(report.millis()), ink::faint);
    }
}
