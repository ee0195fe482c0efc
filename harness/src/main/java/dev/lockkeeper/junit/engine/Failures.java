package dev.lockkeeper.junit.engine;

import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.AssertionFailedError;

/** Turns findings into what a failed test says: what was seen, what it means, what to write instead, and where. */
final class Failures {

    private Failures() {}

    static AssertionError of(ChainReport chain, Answer answer) {
        List<String> parts = new ArrayList<>();
        List<StackTraceElement> places = new ArrayList<>();
        for (Finding finding : answer.against()) {
            parts.add(text(chain, finding));
            Path file = Telling.file(chain, finding.at().file());
            // The trace leads to the line of the migration, not to ours.
            places.add(new StackTraceElement(
                    chain.name(),
                    finding.rule(),
                    String.valueOf(file.getFileName()),
                    finding.at().line()));
        }
        AssertionFailedError failure = new AssertionFailedError(String.join("\n\n", parts));
        failure.setStackTrace(places.toArray(StackTraceElement[]::new));
        return failure;
    }

    static String text(ChainReport chain, Finding finding) {
        String allowed = finding.suppressed() == null ? "" : " (allowed: " + finding.suppressed() + ")";
        return finding.saw() + "\n"
                + "Means:   " + finding.means() + "\n"
                + "Instead: " + finding.instead() + "\n"
                + "At:      " + Telling.file(chain, finding.at().file()) + ":"
                + finding.at().line() + ", " + finding.severity().id() + " " + finding.rule() + allowed;
    }
}
