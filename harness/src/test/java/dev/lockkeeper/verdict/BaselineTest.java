package dev.lockkeeper.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.RowCoverage;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.ServerInfo;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.Verdict;
import dev.lockkeeper.model.VerificationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {

    private static final RuleCard CARD =
            new RuleCard("drop-column", Category.DATA_LOSS, Severity.ERROR, "Drops a column", FoundBy.ROWS);

    @TempDir
    Path folder;

    @Test
    void what_is_in_it_does_not_count_also_after_it_was_written_and_read() {
        VerificationReport report = report(drops("a", 3), drops("b", 4));
        Path file = folder.resolve("deep/known.json");
        Baseline.of(report).write(file);

        VerificationReport beside = report.beside(Baseline.read(file)::applyTo);

        assertThat(beside.verdict()).isEqualTo(Verdict.SAFE);
        assertThat(beside.allFindings()).extracting(Finding::suppressed).containsOnly("known before: known.json");
    }

    @Test
    void a_finding_stays_known_when_its_line_moves_and_another_object_is_new() {
        Baseline known = Baseline.of(report(drops("a", 3)));

        VerificationReport beside = report(drops("a", 30), drops("b", 31)).beside(known::applyTo);

        assertThat(beside.verdict()).isEqualTo(Verdict.UNSAFE);
        assertThat(beside.allFindings().filter(Finding::stands))
                .extracting(Finding::object)
                .containsExactly("b");
    }

    @Test
    void what_somebody_answers_for_does_not_get_in_and_what_was_known_stays() {
        VerificationReport report = report(
                drops("a", 3).suppressed("empty for years"), drops("b", 4).suppressed("known before: x.json"));

        assertThat(Baseline.of(report).known().values())
                .extracting(Baseline.Entry::object)
                .containsExactly("b");
    }

    @Test
    void the_file_has_one_finding_on_a_line_in_a_fixed_order() throws IOException {
        Path one = folder.resolve("one.json");
        Path other = folder.resolve("other.json");
        Baseline.of(report(drops("a", 3), drops("b", 4))).write(one);
        Baseline.of(report(drops("b", 9), drops("a", 8))).write(other);

        assertThat(one).hasSameTextualContentAs(other);
        assertThat(Files.readAllLines(one)).hasSize(7);
        assertThat(Files.readString(one)).contains("\"step\":\"1\",\"rule\":\"drop-column\",\"object\":\"a\"");
    }

    @Test
    void findings_that_are_gone_are_counted() {
        Baseline known = Baseline.of(report(drops("a", 3), drops("b", 4)));

        assertThat(known.gone(List.of())).isEqualTo(2);
        assertThat(known.gone(List.of(known.known().firstKey()))).isEqualTo(1);
    }

    @Test
    void a_file_that_is_something_else_is_refused_with_the_way_to_make_one() throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), "{\"schema\": \"other\"}");

        assertThatThrownBy(() -> Baseline.read(file))
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining("x.json")
                .hasMessageContaining("--write-baseline");
    }

    private static Finding drops(String object, int line) {
        return Finding.of(CARD, new SourceSpan("1.sql", line))
                .object(object)
                .saw("s")
                .means("m")
                .instead("i");
    }

    private static VerificationReport report(Finding... findings) {
        StepReport step = new StepReport(
                "1",
                "",
                "1.sql",
                Verdict.UNSAFE,
                "applied",
                null,
                0,
                "restored",
                "same",
                List.of(),
                List.of(),
                CatalogDiff.none(),
                List.of(findings),
                List.of());
        ChainReport chain = new ChainReport(
                "m", "sql", "m", "sha256:0", Verdict.UNSAFE, null, RowCoverage.none(), List.of(step), List.of());
        return new VerificationReport(
                "0", Verdict.UNSAFE, new ServerInfo("17.6", "embedded", "asked for"), 1, 0, List.of(chain));
    }
}
