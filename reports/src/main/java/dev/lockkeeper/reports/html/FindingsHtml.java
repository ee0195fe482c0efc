package dev.lockkeeper.reports.html;

import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.report.WriteOptions;
import dev.lockkeeper.reports.view.LocatedFinding;
import dev.lockkeeper.reports.view.Paths;
import dev.lockkeeper.reports.view.RulePages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The findings: errors in sight, all others folded by rule, each as a card with its evidence. */
final class FindingsHtml {

    private static final int ERRORS_IN_SIGHT = 5;

    private final Markup html;
    private final WriteOptions options;
    private final RulePages pages;
    private final StepAnchors anchors;

    FindingsHtml(Markup html, WriteOptions options, RulePages pages, StepAnchors anchors) {
        this.html = html;
        this.options = options;
        this.pages = pages;
        this.anchors = anchors;
    }

    void write(List<LocatedFinding> findings) {
        section("errors", "What must change first", standing(findings, Severity.ERROR), true);
        section("warnings", "What wants a reader", standing(findings, Severity.WARNING), false);
        section("notes", "Notes", standing(findings, Severity.NOTE), false);
        section(
                "allowed",
                "Allowed, with a reason",
                findings.stream().filter(each -> !each.stands()).toList(),
                false);
    }

    private static List<LocatedFinding> standing(List<LocatedFinding> findings, Severity severity) {
        return findings.stream()
                .filter(each -> each.stands() && each.finding().severity() == severity)
                .toList();
    }

    private void section(String id, String title, List<LocatedFinding> findings, boolean inSight) {
        if (findings.isEmpty()) {
            return;
        }
        html.open("section", "id", id, "class", "findings", "aria-labelledby", id + "-title");
        html.open("h2", "id", id + "-title")
                .text(title)
                .raw(" ")
                .leaf("span", String.valueOf(findings.size()), "class", "count")
                .closeLine();
        Map<String, List<LocatedFinding>> rules = new LinkedHashMap<>();
        findings.forEach(each ->
                rules.computeIfAbsent(each.rule(), rule -> new ArrayList<>()).add(each));
        for (List<LocatedFinding> all : rules.values()) {
            int seen = inSight ? Math.min(all.size(), ERRORS_IN_SIGHT) : 0;
            all.subList(0, seen).forEach(this::card);
            if (seen < all.size()) {
                folded(all.subList(seen, all.size()), seen > 0);
            }
        }
        html.closeLine();
    }

    private void folded(List<LocatedFinding> all, boolean rest) {
        Finding first = all.get(0).finding();
        html.open("details", "class", "rule " + first.severity().id());
        html.open("summary");
        html.leaf("span", rest ? all.size() + " more of " + first.rule() : first.rule(), "class", "name");
        if (!rest && all.size() > 1) {
            html.raw(" ").leaf("span", "× " + all.size(), "class", "count");
        }
        html.raw(" ").leaf("span", first.saw(), "class", "saw");
        html.closeLine();
        all.forEach(this::card);
        html.closeLine();
    }

    private void card(LocatedFinding located) {
        Finding finding = located.finding();
        html.open(
                "article",
                "class",
                "card " + (finding.stands() ? finding.severity().id() : "allowed"),
                "id",
                "f-" + located.id(),
                "data-step",
                anchors.of(located));
        html.open("h3", "class", "title-line");
        html.leaf("span", finding.stands() ? finding.severity().id() : "allowed", "class", "badge");
        html.raw(" ").leaf("span", pages.title(finding), "class", "title");
        html.raw(" ").leaf("code", finding.rule(), "class", "rule-id");
        html.close();
        html.open("p", "class", "where");
        place(located);
        if (finding.object() != null) {
            html.raw(" · ").leaf("span", finding.object(), "class", "object");
        }
        if (located.step() != null) {
            html.raw(" · ")
                    .leaf(
                            "a",
                            "step " + located.step().version(),
                            "href",
                            "#" + anchors.of(located),
                            "class",
                            "to-step");
        }
        html.close();
        html.leaf("p", finding.saw(), "class", "saw");
        html.leaf("p", finding.means(), "class", "means");
        html.open("p", "class", "instead")
                .leaf("b", "Instead")
                .raw(" ")
                .text(finding.instead())
                .close();
        if (finding.suppressed() != null) {
            html.open("p", "class", "reason")
                    .leaf("b", "Allowed because")
                    .raw(" ")
                    .text(finding.suppressed())
                    .close();
        }
        if (!finding.evidence().isEmpty()) {
            html.open("details", "class", "evidence")
                    .leaf("summary", "Evidence")
                    .open("dl");
            evidence(finding.evidence());
            html.close().close();
        }
        html.closeLine();
    }

    private void place(LocatedFinding located) {
        @Nullable String link = Paths.link(options, located.path(), located.line());
        if (link == null || !link.startsWith("https://")) {
            html.leaf("code", located.place(), "class", "place");
        } else {
            html.open("a", "href", link, "rel", "noopener")
                    .leaf("code", located.place(), "class", "place")
                    .close();
        }
    }

    private void evidence(Map<String, Object> entries) {
        entries.forEach((key, value) -> {
            html.leaf("dt", key).open("dd");
            value(value);
            html.close();
        });
    }

    private void value(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, each) -> sorted.put(String.valueOf(key), String.valueOf(each)));
            html.open("dl");
            evidence(sorted);
            html.close();
        } else if (value instanceof Collection<?> list) {
            html.open("ul");
            list.forEach(each -> html.leaf("li", String.valueOf(each)));
            html.close();
        } else {
            html.open("pre").lines(String.valueOf(value)).close();
        }
    }
}
