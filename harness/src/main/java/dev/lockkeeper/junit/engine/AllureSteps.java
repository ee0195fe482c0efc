package dev.lockkeeper.junit.engine;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StepReport;
import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says in Allure's words what was seen: statements with their locks, the schema's difference, what became of values with
 * some rows, the findings.
 */
final class AllureSteps {

    private final AllureLifecycle allure;

    private AllureSteps(AllureLifecycle allure) {
        this.allure = allure;
    }

    /** Nothing where Allure is on the class path and does not listen. */
    static void leave(ChainReport chain, Optional<StepReport> step, Answer answer) {
        AllureLifecycle allure = Allure.getLifecycle();
        if (allure.getCurrentTestCase().isEmpty()) {
            return;
        }
        String place = step.map(one -> (one.version() + " " + one.description()).strip())
                .orElse("the chain as a whole");
        Allure.epic("Migrations");
        Allure.feature(chain.name());
        Allure.story(place);
        allure.updateTestCase(result -> shelve(result, chain.name(), place));
        AllureSteps steps = new AllureSteps(allure);
        step.ifPresent(one -> steps.seen(one, answer.claim()));
        steps.findings(chain, answer);
    }

    /** Allure's trees are of chains and steps, and not of the packages a test class lies in. */
    private static void shelve(TestResult result, String chain, String place) {
        List<Label> labels = new ArrayList<>(result.getLabels());
        labels.removeIf(label -> label.getName().toLowerCase(Locale.ROOT).endsWith("suite"));
        labels.add(new Label().setName("parentSuite").setValue("Migrations"));
        labels.add(new Label().setName("suite").setValue(chain));
        labels.add(new Label().setName("subSuite").setValue(place));
        result.setLabels(labels);
        try {
            result.setTitlePath(List.of("Migrations", chain, place));
        } catch (NoSuchMethodError older) {
            // Allure before 2.30 knows suites alone.
        }
    }

    private void seen(StepReport step, Claim claim) {
        switch (claim) {
            case KEEPS_VALUES -> effects(step, Direction.UP);
            case RESTORES_VALUES -> effects(step, Direction.DOWN);
            case RESTORES_SCHEMA -> {
                outcome("way back: " + step.downOutcome());
                difference(step.change());
            }
            case COMES_AGAIN -> outcome("second up: " + step.reupOutcome());
            case APPLIES -> {
                statements(step);
                difference(step.change());
            }
            default -> statements(step);
        }
    }

    private void outcome(String name) {
        step(name, 0, List.of(), () -> {});
    }

    private void statements(StepReport step) {
        step.statements().stream()
                .filter(trace -> trace.direction() == Direction.UP)
                .forEach(this::statement);
    }

    private void statement(StatementTrace trace) {
        List<Parameter> seen = new ArrayList<>();
        trace.held().stream()
                .filter(lock -> lock.mode().compareTo(LockMode.ROW_EXCLUSIVE) >= 0)
                .sorted(Comparator.comparing(StatementTrace.Lock::mode).reversed())
                .forEach(lock -> seen.add(parameter(
                        lock.relation(),
                        lock.mode().words() + ", blocks " + lock.mode().blocks())));
        trace.rewrote().forEach(table -> seen.add(parameter(table, "written anew")));
        trace.scanned().forEach(table -> seen.add(parameter(table, "read in full")));
        trace.indexesBuilt().forEach(built -> seen.add(parameter(built.index(), "built")));
        trace.touched()
                .forEach(rows -> seen.add(parameter(
                        rows.table(),
                        Stream.of(
                                        counted(rows.inserted(), "inserted"),
                                        counted(rows.updated(), "updated"),
                                        counted(rows.deleted(), "deleted"))
                                .flatMap(Optional::stream)
                                .collect(Collectors.joining(", ")))));
        step(
                trace.statement().excerpt(),
                trace.millis(),
                seen,
                () -> attach(
                        "statement.sql", "text/plain", "sql", trace.statement().sql()));
    }

    private static Optional<String> counted(long rows, String what) {
        return rows == 0 ? Optional.empty() : Optional.of(rows + (rows == 1 ? " row " : " rows ") + what);
    }

    private void effects(StepReport step, Direction direction) {
        if (step.data().stream().noneMatch(effect -> effect.by() == direction)) {
            outcome("no value was lost, altered or moved");
        }
        for (DataEffect effect : step.data()) {
            if (effect.by() == direction) {
                String where = effect.column() == null ? effect.table() : effect.table() + "." + effect.column();
                String what = effect.effect().name().toLowerCase(Locale.ROOT);
                step(
                        effect.values() + " " + what + " in " + where,
                        0,
                        List.of(),
                        () -> attach("rows.csv", "text/csv", "csv", rows(effect)));
            }
        }
    }

    private static String rows(DataEffect effect) {
        return Stream.concat(
                        Stream.of("key,before,after"),
                        effect.samples().stream().map(sample -> Stream.of(sample.key(), sample.before(), sample.after())
                                .map(AllureSteps::cell)
                                .collect(Collectors.joining(","))))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String cell(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "" : '"' + value.replace("\"", "\"\"") + '"';
    }

    private void difference(CatalogDiff diff) {
        if (!diff.isEmpty()) {
            List<String> lines = new ArrayList<>();
            diff.removed().forEach(gone -> lines.add("- " + gone.id() + ": " + gone.definition()));
            diff.added().forEach(come -> lines.add("+ " + come.id() + ": " + come.definition()));
            diff.changed().forEach(change -> {
                lines.add("- " + change.id() + ": " + change.before().definition());
                lines.add("+ " + change.id() + ": " + change.after().definition());
            });
            attach("schema difference of the up", "text/plain", "diff", String.join("\n", lines) + "\n");
        }
    }

    private void findings(ChainReport chain, Answer answer) {
        List<Finding> all = Stream.concat(answer.against().stream(), answer.beside().stream())
                .toList();
        if (!all.isEmpty()) {
            attach(
                    "findings",
                    "text/plain",
                    "txt",
                    all.stream()
                            .map(finding -> Failures.text(chain, finding))
                            .collect(Collectors.joining("\n\n", "", "\n")));
        }
    }

    /** @param millis how long it took when it was seen, for it is told only now */
    private void step(String name, long millis, List<Parameter> parameters, Runnable inside) {
        String id = UUID.randomUUID().toString();
        allure.startStep(
                id, new StepResult().setName(name).setStatus(Status.PASSED).setParameters(parameters));
        allure.updateStep(id, begun -> begun.setStart(begun.getStart() - millis));
        try {
            inside.run();
        } finally {
            allure.stopStep(id);
        }
    }

    private static Parameter parameter(String name, String value) {
        return new Parameter().setName(name).setValue(value);
    }

    private void attach(String name, String type, String extension, String text) {
        allure.addAttachment(
                name, type, extension, Objects.requireNonNull(text).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
