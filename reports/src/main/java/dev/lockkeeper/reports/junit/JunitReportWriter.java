package dev.lockkeeper.reports.junit;

import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.report.ReportWriter;
import dev.lockkeeper.report.WriteOptions;
import dev.lockkeeper.reports.view.LocatedFinding;
import dev.lockkeeper.reports.view.StepView;
import dev.lockkeeper.reports.view.WayBack;
import dev.lockkeeper.reports.view.Words;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes JUnit XML: an unsafe step is a failure, an undecided one an error, so neither can turn a build green; warnings
 * and notes stand in the case's output.
 */
public final class JunitReportWriter implements ReportWriter {

    private static final String WHOLE_CHAIN = "the chain as a whole";

    @Override
    public String format() {
        return "junit";
    }

    @Override
    public void write(VerificationReport report, WriteOptions options, Appendable out) throws IOException {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            new Document(xml, report, LocatedFinding.of(report, options)).suites();
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        out.append(text.toString()).append('\n');
    }

    /** What becomes of one case. */
    private enum Result {
        PASSED,
        FAILED,
        ERROR,
        SKIPPED
    }

    /** One document while it is written. */
    private record Document(XMLStreamWriter xml, VerificationReport report, List<LocatedFinding> findings) {

        void suites() throws XMLStreamException {
            open(0, "testsuites");
            List<Result> all = report.chains().stream()
                    .flatMap(chain -> results(chain).stream())
                    .toList();
            attribute("name", "lockkeeper");
            attribute("tests", all.size());
            attribute("failures", count(all, Result.FAILED));
            attribute("errors", count(all, Result.ERROR));
            attribute("time", seconds(report.millis()));
            for (ChainReport chain : report.chains()) {
                suite(chain);
            }
            close(0);
        }

        private void suite(ChainReport chain) throws XMLStreamException {
            List<Result> results = results(chain);
            open(1, "testsuite");
            attribute("name", chain.name());
            attribute("tests", results.size());
            attribute("failures", count(results, Result.FAILED));
            attribute("errors", count(results, Result.ERROR));
            attribute("skipped", count(results, Result.SKIPPED));
            attribute(
                    "time",
                    seconds(chain.steps().stream().mapToLong(StepReport::millis).sum()));
            open(2, "properties");
            property("format", chain.format());
            property("path", chain.path());
            property("digest", chain.digest());
            property("verdict", chain.verdict().id());
            property("postgresql", report.server().version());
            close(2);
            if (!chain.findings().isEmpty()) {
                testCase(chain, null, WHOLE_CHAIN, 0, ofChain(chain));
            }
            for (StepView step : StepView.of(chain)) {
                testCase(chain, step, step.title(), step.step().millis(), ofStep(chain, step.step()));
            }
            close(1);
        }

        private void testCase(ChainReport chain, @Nullable StepView view, String name, long millis, Result result)
                throws XMLStreamException {
            @Nullable StepReport step = view == null ? null : view.step();
            List<LocatedFinding> mine =
                    findings.stream().filter(each -> each.isOf(chain, step)).toList();
            List<LocatedFinding> errors = mine.stream()
                    .filter(each -> each.stands() && each.finding().severity() == Severity.ERROR)
                    .toList();
            open(2, "testcase");
            attribute("name", name);
            attribute("classname", chain.name());
            attribute("time", seconds(millis));
            switch (result) {
                case FAILED ->
                    outcome(
                            "failure",
                            type(errors),
                            message(errors),
                            Stream.concat(errors.stream().flatMap(Document::lines), notObserved(step)));
                case ERROR ->
                    outcome(
                            "error",
                            "undecided",
                            notObserved(step).findFirst().orElse("Something that had to be seen could not be seen."),
                            notObserved(step));
                case SKIPPED -> outcome("skipped", "skipped", "The walk ended before this step.", Stream.empty());
                case PASSED -> {}
            }
            List<String> rest = Stream.concat(
                            view == null ? Stream.empty() : about(view),
                            mine.stream().filter(each -> !errors.contains(each)).flatMap(Document::lines))
                    .toList();
            if (!rest.isEmpty()) {
                open(3, "system-out");
                text("\n" + String.join("\n", rest) + "\n");
                xml.writeEndElement();
            }
            close(2);
        }

        private static Stream<String> about(StepView step) {
            return Stream.of(
                            Optional.of("up: " + step.upWords()),
                            Optional.of("way back: " + step.wayBackWords()),
                            step.blocks().isEmpty()
                                    ? Optional.<String>empty()
                                    : Optional.of("blocks: " + String.join(", ", step.blocks())),
                            step.effects().isEmpty()
                                    ? Optional.<String>empty()
                                    : Optional.of("rows: " + String.join(", ", step.effects())))
                    .flatMap(Optional::stream);
        }

        private static Stream<String> lines(LocatedFinding located) {
            Finding finding = located.finding();
            String allowed = finding.suppressed() == null ? "" : " (allowed: " + finding.suppressed() + ")";
            return Stream.of(
                    finding.severity().id() + " " + finding.rule() + " at " + located.place() + allowed,
                    "  " + finding.saw(),
                    "  " + finding.means(),
                    "  → " + finding.instead());
        }

        private static Stream<String> notObserved(@Nullable StepReport step) {
            return step == null ? Stream.empty() : step.notObserved().stream();
        }

        private static String type(List<LocatedFinding> errors) {
            return errors.isEmpty() ? "unsafe" : errors.get(0).rule();
        }

        private static String message(List<LocatedFinding> errors) {
            if (errors.isEmpty()) {
                return "The step does not do what it should.";
            }
            String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
            return errors.get(0).finding().saw() + more;
        }

        private void outcome(String element, String type, String message, Stream<String> lines)
                throws XMLStreamException {
            open(3, element);
            attribute("type", type);
            attribute("message", message);
            List<String> all = lines.toList();
            if (!all.isEmpty()) {
                text("\n" + String.join("\n", all.stream().map(Words::visible).toList()) + "\n");
            }
            xml.writeEndElement();
        }

        private static List<Result> results(ChainReport chain) {
            Stream<Result> whole = chain.findings().isEmpty() ? Stream.empty() : Stream.of(ofChain(chain));
            return Stream.concat(whole, chain.steps().stream().map(step -> ofStep(chain, step)))
                    .toList();
        }

        private static Result ofChain(ChainReport chain) {
            boolean error = chain.findings().stream()
                    .anyMatch(finding -> finding.stands() && finding.severity() == Severity.ERROR);
            return error ? Result.FAILED : Result.PASSED;
        }

        private static Result ofStep(ChainReport chain, StepReport step) {
            return switch (step.verdict()) {
                case UNSAFE -> Result.FAILED;
                case UNDECIDED ->
                    new StepView(chain, step, WayBack.NOT_TRIED).unreached() ? Result.SKIPPED : Result.ERROR;
                case SAFE -> Result.PASSED;
            };
        }

        private static long count(List<Result> results, Result result) {
            return results.stream().filter(each -> each == result).count();
        }

        private static String seconds(long millis) {
            return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
        }

        private void property(String name, String value) throws XMLStreamException {
            indent(3);
            xml.writeEmptyElement("property");
            attribute("name", name);
            attribute("value", value);
        }

        private void open(int depth, String element) throws XMLStreamException {
            indent(depth);
            xml.writeStartElement(element);
        }

        private void close(int depth) throws XMLStreamException {
            indent(depth);
            xml.writeEndElement();
        }

        private void indent(int depth) throws XMLStreamException {
            xml.writeCharacters("\n" + "  ".repeat(depth));
        }

        private void attribute(String name, Object value) throws XMLStreamException {
            xml.writeAttribute(name, Words.visible(Objects.toString(value)));
        }

        private void text(String lines) throws XMLStreamException {
            String visible = String.join("\n", lines.lines().map(Words::visible).toList());
            xml.writeCharacters(visible + (lines.endsWith("\n") ? "\n" : ""));
        }
    }
}
