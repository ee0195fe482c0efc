package dev.lockkeeper.reports.html;

import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.reports.view.LocatedFinding;
import java.util.HashMap;
import java.util.Map;

/** Where on the page a step stands: by number, since names may be anything. */
final class StepAnchors {

    private final Map<String, String> anchors = new HashMap<>();

    StepAnchors(VerificationReport report) {
        for (int c = 0; c < report.chains().size(); c++) {
            ChainReport chain = report.chains().get(c);
            anchors.put(key(chain, ""), "c" + c);
            for (int s = 0; s < chain.steps().size(); s++) {
                anchors.put(key(chain, chain.steps().get(s).version()), "s" + c + "-" + s);
            }
        }
    }

    /** The step a finding is about, or its chain. */
    String of(LocatedFinding located) {
        String version = located.step() == null ? "" : located.step().version();
        return anchors.getOrDefault(key(located.chain(), version), "");
    }

    private static String key(ChainReport chain, String version) {
        return chain.name() + "\u0000" + chain.path() + "\u0000" + version;
    }
}
