package dev.lockkeeper.reports.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.report.WriteOptions;
import dev.lockkeeper.reports.Reports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlPageTest {

    private static final Pattern ELEMENT = Pattern.compile("<([a-zA-Z!/][a-zA-Z0-9-]*)");
    private static final List<String> OURS = List.of(
            "!doctype",
            "a",
            "article",
            "b",
            "body",
            "button",
            "code",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "footer",
            "h1",
            "h2",
            "h3",
            "head",
            "header",
            "html",
            "i",
            "input",
            "label",
            "li",
            "main",
            "meta",
            "nav",
            "p",
            "pre",
            "script",
            "section",
            "span",
            "style",
            "summary",
            "title",
            "ul");

    @Test
    void no_value_becomes_an_element() throws IOException {
        String page = page(Reports.hostile());
        Matcher element = ELEMENT.matcher(withoutScript(page));
        while (element.find()) {
            String name = element.group(1).replace("/", "");
            assertTrue(OURS.contains(name), () -> "<" + name + "> is none of ours");
        }
        assertEquals(2, page.split("<script").length - 1, "one script and its data");
        assertEquals(2, page.split("</script").length - 1, "nothing ends a script but we");
        assertFalse(page.contains("<!--"), "a comment could swallow the page");
    }

    @Test
    void the_page_asks_for_nothing_from_anywhere() throws IOException {
        String page = page(Reports.unsafe());

        assertTrue(page.contains("default-src &#39;none&#39;"), "no content policy");
        assertFalse(page.matches("(?s).*(src|href)=\"(?!#)[^\"]*\".*"), "it refers to something outside");
        assertFalse(page.contains("url("), "its style loads something");
        assertFalse(page.contains(" style="), "an inline style, which the policy forbids");
        assertFalse(page.matches("(?s).* on[a-z]+=\".*"), "an inline handler, which the policy forbids");
    }

    @Test
    void what_is_embedded_reads_as_what_was_reported() throws IOException {
        VerificationReport report = Reports.hostile();
        Matcher data = Pattern.compile("(?s)id=\"data\">(.*?)</script>").matcher(page(report));
        assertTrue(data.find(), "no data");

        JsonNode all = new ObjectMapper().readTree(data.group(1));
        JsonNode step = all.at("/chains/0/0");

        assertEquals(report.chains().get(0).steps().get(0).file(), whole(all, step.at("/file")));
        assertEquals("<id>=1", whole(all, step.at("/data/0/samples/0/key")));
    }

    @Test
    void what_stands_in_many_steps_is_kept_once() throws IOException {
        VerificationReport report = Reports.big(350);
        Matcher data = Pattern.compile("(?s)id=\"data\">(.*?)</script>").matcher(page(report));
        assertTrue(data.find(), "no data");
        String sql = report.chains()
                .get(0)
                .steps()
                .get(1)
                .statements()
                .get(0)
                .statement()
                .sql();

        assertTrue(sql.length() > 30 && report.toString().split(Pattern.quote(sql), -1).length > 10, sql);
        assertEquals(1, data.group(1).split(Pattern.quote(sql), -1).length - 1);
    }

    @Test
    void a_link_leads_to_the_line_where_the_options_know_the_host() throws IOException {
        StringBuilder out = new StringBuilder();
        WriteOptions options = WriteOptions.plain().withLink("https://git.example/blob/abc/{path}#L{line}");
        new HtmlReportWriter(finding -> Optional.empty()).write(Reports.unsafe(), options, out);

        assertTrue(out.toString()
                .contains(
                        "href=\"https://git.example/blob/abc/services/shop/migrations/0003_email_unique.up.sql#L4\""));
    }

    @Test
    void a_page_of_350_steps_stays_under_three_megabytes() throws IOException {
        int bytes = page(Reports.big(350)).getBytes(StandardCharsets.UTF_8).length;

        assertTrue(bytes < 3_000_000, () -> bytes + " bytes");
    }

    /** A text, or the shared one that stands for it. */
    private static String whole(JsonNode data, JsonNode text) {
        return text.asText().startsWith("\u0001")
                ? data.path("texts")
                        .get(Integer.parseInt(text.asText().substring(1)))
                        .asText()
                : text.asText();
    }

    private static String withoutScript(String page) {
        return page.replaceAll("(?s)<script>.*?</script>", "").replaceAll("(?s)<style>.*?</style>", "");
    }

    private static String page(VerificationReport report) throws IOException {
        StringBuilder out = new StringBuilder();
        new HtmlReportWriter().write(report, out);
        return out.toString();
    }
}
