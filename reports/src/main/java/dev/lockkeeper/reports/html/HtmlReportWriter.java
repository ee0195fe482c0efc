package dev.lockkeeper.reports.html;

import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.Verdict;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.report.ReportWriter;
import dev.lockkeeper.report.WriteOptions;
import dev.lockkeeper.reports.view.Headline;
import dev.lockkeeper.reports.view.LocatedFinding;
import dev.lockkeeper.reports.view.RulePages;
import dev.lockkeeper.reports.view.Words;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * Writes one page that needs nothing from anywhere: it asks its browser to run our script and our style alone, by their
 * digests, and to load nothing.
 */
public final class HtmlReportWriter implements ReportWriter {

    private final RulePages pages;

    public HtmlReportWriter() {
        this(RulePages.onClassPath());
    }

    public HtmlReportWriter(RulePages pages) {
        this.pages = pages;
    }

    @Override
    public String format() {
        return "html";
    }

    @Override
    public void write(VerificationReport report, WriteOptions options, Appendable out) throws IOException {
        String style = resource("report.css");
        String script = resource("report.js");
        Headline headline = new Headline(report);
        List<LocatedFinding> findings = LocatedFinding.of(report, options);
        Markup html = new Markup();
        html.raw("<!doctype html>\n").open("html", "lang", "en");
        head(html, report, style, script);
        html.open("body");
        html.leaf("a", "Skip to the steps", "href", "#steps", "class", "skip").raw("\n");
        banner(html, report, headline);
        tools(html);
        html.open("main");
        notObserved(html, headline.notObserved());
        new FindingsHtml(html, options, pages, new StepAnchors(report)).write(findings);
        html.open("div", "id", "steps");
        ChainHtml chains = new ChainHtml(html, findings);
        for (int i = 0; i < report.chains().size(); i++) {
            chains.write(i, report.chains().get(i));
        }
        html.closeLine();
        html.closeLine();
        footer(html, report);
        html.open("script", "type", "application/json", "id", "data")
                .raw(EmbeddedData.of(report))
                .closeLine();
        html.open("script").raw(script).closeLine();
        html.closeLine();
        html.closeLine();
        out.append(html.toString());
    }

    private static void head(Markup html, VerificationReport report, String style, String script) {
        String policy = "default-src 'none'; style-src '" + digest(style) + "'; script-src '" + digest(script)
                + "'; base-uri 'none'; form-action 'none'";
        html.open("head").tag("meta", "charset", "utf-8").raw("\n");
        // The browser compares the attribute after unescaping, so the quotes in it may be written as references.
        html.tag("meta", "http-equiv", "Content-Security-Policy", "content", policy)
                .raw("\n");
        html.tag("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .raw("\n");
        html.tag("meta", "name", "color-scheme", "content", "light dark").raw("\n");
        html.tag("meta", "name", "referrer", "content", "no-referrer").raw("\n");
        html.leaf("title", "Lockkeeper: " + report.verdict().id()).raw("\n");
        html.open("style").raw(style).closeLine();
        html.closeLine();
    }

    private static void banner(Markup html, VerificationReport report, Headline headline) {
        html.open("header", "class", "banner " + report.verdict().id());
        html.open("p", "class", "brand").text("Lockkeeper").close();
        html.open("h1").text(word(report.verdict())).close();
        html.leaf("p", headline.sentence(), "class", "sentence");
        String tally = headline.tally();
        html.open("p", "class", "ground")
                .text((tally.isEmpty() ? "" : tally + " · ") + headline.ground() + " · "
                        + Words.duration(report.millis()))
                .close();
        if (!report.server().why().isEmpty()) {
            html.leaf("p", report.server().why(), "class", "why");
        }
        places(html, report, headline);
        html.leaf("button", "Light or dark", "type", "button", "id", "theme", "class", "theme", "hidden", "");
        html.closeLine();
    }

    /** What lies below, for those who do not want to scroll past the rest. */
    private static void places(Markup html, VerificationReport report, Headline headline) {
        if (headline.steps() == 0) {
            return;
        }
        html.open("nav", "class", "places", "aria-label", "On this page");
        place(html, "errors", headline.standing(Severity.ERROR), "error");
        place(html, "warnings", headline.standing(Severity.WARNING), "warning");
        place(html, "notes", headline.standing(Severity.NOTE), "note");
        for (int i = 0; i < report.chains().size(); i++) {
            ChainReport chain = report.chains().get(i);
            html.leaf("a", chain.name() + ": " + Headline.steps(chain), "href", "#c" + i);
        }
        html.close();
    }

    private static void place(Markup html, String id, long number, String noun) {
        if (number > 0) {
            html.leaf("a", Words.count(number, noun), "href", "#" + id);
        }
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case SAFE -> "Safe";
            case UNSAFE -> "Unsafe";
            case UNDECIDED -> "Undecided";
        };
    }

    /** Of use only with the script, which shows them. */
    private static void tools(Markup html) {
        html.open("div", "class", "tools", "id", "tools", "role", "search", "hidden", "");
        html.open("label", "class", "search")
                .leaf("span", "Search")
                .tag(
                        "input",
                        "type",
                        "search",
                        "id",
                        "query",
                        "placeholder",
                        "table, rule, SQL, file …",
                        "autocomplete",
                        "off")
                .close();
        html.open("div", "class", "filters", "role", "group", "aria-label", "Show only steps that are");
        filter(html, "unsafe", "unsafe");
        filter(html, "undecided", "undecided");
        filter(html, "warned", "with warnings");
        filter(html, "blocking", "blocking");
        filter(html, "rewriting", "rewriting");
        filter(html, "rows", "changing rows");
        filter(html, "broken-way", "not to be taken back");
        filter(html, "no-way", "without a down");
        html.close();
        html.leaf("p", "", "id", "shown", "class", "shown", "role", "status");
        html.closeLine();
    }

    private static void filter(Markup html, String tag, String words) {
        html.leaf("button", words, "type", "button", "data-filter", tag, "aria-pressed", "false");
    }

    private static void notObserved(Markup html, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        html.open("section", "class", "unseen", "aria-labelledby", "unseen-title");
        html.open("h2", "id", "unseen-title")
                .text("What could not be seen")
                .close()
                .open("ul");
        lines.forEach(line -> html.leaf("li", line));
        html.close().closeLine();
    }

    private static void footer(Markup html, VerificationReport report) {
        html.open("footer");
        for (ChainReport chain : report.chains()) {
            html.open("p").text(chain.name() + " ").leaf("code", chain.digest()).close();
        }
        html.open("p")
                .text("lockkeeper " + report.toolVersion() + " · seed " + report.seed())
                .close();
        html.closeLine();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HtmlReportWriter.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
