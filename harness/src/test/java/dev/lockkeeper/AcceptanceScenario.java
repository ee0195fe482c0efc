package dev.lockkeeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.config.Configuration;
import dev.lockkeeper.config.Vocabulary;
import dev.lockkeeper.experiment.ChainWalk;
import dev.lockkeeper.experiment.Progress;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.rule.Rules;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One hazard with two sides: the bad one is caught in an expected category, the safe one is left in peace.
 *
 * @param categories a finding of any of them catches the bad side
 */
record AcceptanceScenario(String id, String title, Set<String> categories) {

    /** How often each side came out as it should. */
    static final class Rates {
        private final Map<String, String> results = new TreeMap<>();

        @Override
        public String toString() {
            return "%d of %d bad sides caught, %d of %d safe sides quiet"
                    .formatted(count("bad", "caught"), count("bad", ""), count("safe", "quiet"), count("safe", ""));
        }

        private long count(String side, String result) {
            return results.entrySet().stream()
                    .filter(entry ->
                            entry.getKey().endsWith(side) && entry.getValue().startsWith(result))
                    .count();
        }
    }

    void bad(Path folder, Rates rates) throws Exception {
        rates.results.put(id + " bad", "missed");
        List<Finding> findings = verify(folder);
        assertThat(findings.stream()
                        .filter(finding -> finding.severity() != Severity.NOTE)
                        .map(finding -> finding.category().id()))
                .as("categories of %s", said(findings))
                .containsAnyElementsOf(categories);
        rates.results.put(id + " bad", "caught");
    }

    void safe(Path folder, Rates rates) throws Exception {
        rates.results.put(id + " safe", "false alarm");
        List<Finding> findings = verify(folder);
        assertThat(findings)
                .as("%s", said(findings))
                .noneMatch(finding -> finding.severity() == Severity.ERROR)
                .noneMatch(finding -> finding.severity() != Severity.NOTE
                        && categories.contains(finding.category().id()));
        rates.results.put(id + " safe", "quiet");
    }

    private static String said(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.severity() + " " + finding.category().id() + " " + finding.rule() + " "
                        + finding.at() + " " + finding.saw())
                .collect(Collectors.joining("\n"));
    }

    private static List<Finding> verify(Path folder) throws Exception {
        Vocabulary vocabulary = new Vocabulary(
                Rules.all().stream().map(rule -> rule.card().id()).collect(Collectors.toCollection(TreeSet::new)),
                ChainFormats.all().stream().map(format -> format.id()).collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(List.of("json")));
        Configuration configuration = Configuration.read(folder.resolve("lockkeeper.yml"), vocabulary);
        Verification request = Verifications.of(configuration, LocalDate.of(2026, 1, 1));
        ChainRequest asked = request.chains().get(0);
        Chain chain = ChainFormats.read(asked.path(), asked.format(), asked.reading());
        ChainReport report = new Judge(request)
                .judge(
                        chain,
                        ChainWalk.walk(
                                chain,
                                request.budgets(),
                                RuleTrial.server(Verifications.DEFAULT_VERSION),
                                request.walkOptions(asked, chain),
                                Progress.SILENT));
        return report.allFindings().toList();
    }
}
