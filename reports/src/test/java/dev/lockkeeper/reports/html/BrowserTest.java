package dev.lockkeeper.reports.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.reports.Reports;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, by what it has made of the page once its script has run. */
class BrowserTest {

    @TempDir
    Path folder;

    @Test
    void a_link_to_a_step_opens_and_draws_it() throws Exception {
        String dom = opened(Reports.unsafe(), "s0-5");

        assertTrue(dom.matches("(?s).*<details class=\"step unsafe\" id=\"s0-5\"[^>]* open=\"\".*"), "not open");
        assertTrue(dom.contains("<h4>Statements and locks</h4>"), "not drawn");
        assertTrue(dom.contains("<svg role=\"img\""), "no diagram");
        assertEquals(1, count(dom, "data-drawn=\"\""), "only what is opened is drawn");
    }

    @Test
    void a_search_leaves_what_matches() throws Exception {
        String dom = opened(Reports.unsafe(), "find=nick_history");

        assertEquals(9, count(dom, "<details class=\"step [a-z]+\" id=\"[^\"]+\" data-tags=\"[^\"]*\" hidden"));
        assertTrue(dom.contains(">1 of 10 steps</p>"), "says how many are left");
    }

    @Test
    void hostile_values_stay_text() throws Exception {
        String dom = opened(Reports.hostile(), "s0-0");

        assertTrue(dom.contains("data-drawn"), "not drawn");
        assertEquals(0, count(dom, "<(img|marquee|textarea|iframe)"));
        assertEquals(0, count(dom, "<[^>]* on(error|load)="));
        assertFalse(dom.contains("<script>alert"));
    }

    private String opened(VerificationReport report, String mark) throws IOException, InterruptedException {
        Optional<String> browser = browser();
        assumeTrue(
                browser.isPresent(),
                "SKIPPED: the page was not opened in a browser, for there is no Chromium on the PATH");
        StringBuilder page = new StringBuilder();
        new HtmlReportWriter().write(report, page);
        Path file = Files.writeString(folder.resolve("report.html"), page);
        Path dom = folder.resolve("dom");
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        browser.orElseThrow(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--enable-logging=stderr",
                        "--virtual-time-budget=5000",
                        "--dump-dom",
                        file.toUri() + "#" + mark)
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        List<String> console;
        try (Stream<String> lines = Files.lines(log)) {
            console = lines.filter(line -> line.contains(":CONSOLE")).toList();
        }
        assertEquals(List.of(), console, "the page complains");
        return Files.readString(dom);
    }

    private static Optional<String> browser() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> folder + "/" + name))
                .filter(name -> Files.isExecutable(Path.of(name)))
                .findFirst();
    }

    private static long count(String dom, String pattern) {
        return Pattern.compile(pattern).matcher(dom).results().count();
    }
}
