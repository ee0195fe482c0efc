package dev.lockkeeper.reports.text;

import dev.lockkeeper.model.Severity;
import dev.lockkeeper.reports.view.LocatedFinding;
import dev.lockkeeper.reports.view.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The findings in order of weight: errors and warnings with their three sentences, notes only counted. */
final class FindingsText {

    /** So many of one rule are told in full; the rest of them differ in little but the place. */
    private static final int ERRORS_IN_FULL = 3;

    private static final int WARNINGS_IN_FULL = 2;
    private static final int WARNING_PLACES = 6;

    private final Page page;
    private final Ink ink;

    FindingsText(Page page, Ink ink) {
        this.page = page;
        this.ink = ink;
    }

    void write(List<LocatedFinding> findings) throws IOException {
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING)) {
            Map<String, List<LocatedFinding>> rules = new LinkedHashMap<>();
            findings.stream()
                    .filter(each -> each.stands() && each.finding().severity() == severity)
                    .forEach(each -> rules.computeIfAbsent(each.rule(), rule -> new ArrayList<>())
                            .add(each));
            for (Map.Entry<String, List<LocatedFinding>> rule : rules.entrySet()) {
                rule(severity, rule.getKey(), rule.getValue());
            }
        }
        counted(findings);
    }

    private void rule(Severity severity, String rule, List<LocatedFinding> all) throws IOException {
        boolean error = severity == Severity.ERROR;
        int full = Math.min(all.size(), error ? ERRORS_IN_FULL : WARNINGS_IN_FULL);
        page.blank();
        String times = all.size() == 1 ? "" : "  " + ink.faint("× " + all.size());
        page.line(ink.severity(severity, severity.id() + " " + rule) + times);
        for (LocatedFinding each : all.subList(0, full)) {
            page.paragraph("  ", each.place(), ink::bold);
            page.paragraph("    ", each.finding().saw());
            page.paragraph("    ", each.finding().means());
            page.paragraph("    → ", each.finding().instead());
        }
        List<LocatedFinding> rest = all.subList(full, all.size());
        if (error) {
            for (LocatedFinding each : rest) {
                String place = Words.visible(shortPlace(each)) + "  ";
                int room = Math.max(20, page.width() - 2 - place.length());
                page.line("  " + ink.bold(place)
                        + Page.cut(Words.visible(each.finding().saw()), room));
            }
        } else if (!rest.isEmpty()) {
            List<String> places = rest.stream().map(FindingsText::shortPlace).toList();
            page.paragraph("  also at ", Words.some(places, WARNING_PLACES), ink::faint);
        }
    }

    private static String shortPlace(LocatedFinding finding) {
        return finding.finding().at().toString();
    }

    private void counted(List<LocatedFinding> findings) throws IOException {
        Map<String, Integer> notes = new TreeMap<>();
        Map<String, Integer> allowed = new TreeMap<>();
        for (LocatedFinding each : findings) {
            if (!each.stands()) {
                allowed.merge(each.rule(), 1, Integer::sum);
            } else if (each.finding().severity() == Severity.NOTE) {
                notes.merge(each.rule(), 1, Integer::sum);
            }
        }
        if (!notes.isEmpty() || !allowed.isEmpty()) {
            page.blank();
        }
        if (!notes.isEmpty()) {
            page.paragraph("notes    ", tally(notes), ink::faint);
        }
        if (!allowed.isEmpty()) {
            page.paragraph("allowed  ", tally(allowed), ink::faint);
        }
    }

    private static String tally(Map<String, Integer> rules) {
        List<String> words = new ArrayList<>();
        rules.forEach((rule, times) -> words.add(times == 1 ? rule : rule + " × " + times));
        return String.join(", ", words);
    }
}
