package dev.lockkeeper.junit.engine;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StepReport;
import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StepResult;
import java.util.ArrayList;
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
        Allure.epic("Migrations");
        Allure.feature(chain.name());
        AllureSteps steps = new AllureSteps(allure);
        step.ifPresent(one -> {
            Allure.story((one.version() + " " + one.description()).strip());
            steps.seen(one, answer.claim());
        });
        steps.findings(chain, answer);
    }

    private void seen(StepReport step, Claim claim) {
        Direction direction = claim.needsWayBack() ? Direction.DOWN : Direction.UP;
        switch (claim) {
            case KEEPS_VALUES, RESTORES_VALUES -> effects(step, direction);
            case APPLIES, RESTORES_SCHEMA, COMES_AGAIN -> {
                statements(step, direction);
                difference(step.change());
            }
            default -> statements(step, direction);
        }
    }

    private void statements(StepReport step, Direction direction) {
        step.statements().stream()
                .filter(trace -> trace.direction() == direction)
                .forEach(this::statement);
    }

    private void statement(StatementTrace trace) {
        List<Parameter> seen = new ArrayList<>();
        trace.held()
                .forEach(lock -> seen.add(parameter(
                        lock.relation(),
                        lock.mode().words() + ", blocks " + lock.mode().blocks())));
        trace.rewrote().forEach(table -> seen.add(parameter(table, "written anew")));
        trace.scanned().forEach(table -> seen.add(parameter(table, "read in full")));
        trace.indexesBuilt().forEach(built -> seen.add(parameter(built.index(), "built")));
        trace.touched()
                .forEach(rows -> seen.add(parameter(
                        rows.table(),
                        rows.inserted() + " rows inserted, " + rows.updated() + " updated, " + rows.deleted()
                                + " deleted")));
        step(
                trace.statement().excerpt(),
                seen,
                () -> attach("statement", "text/plain", "sql", trace.statement().sql()));
    }

    private void effects(StepReport step, Direction direction) {
        for (DataEffect effect : step.data()) {
            if (effect.by() == direction) {
                String where = effect.column() == null ? effect.table() : effect.table() + "." + effect.column();
                String what = effect.effect().name().toLowerCase(Locale.ROOT);
                step(
                        effect.values() + " " + what + " in " + where,
                        List.of(),
                        () -> attach("rows", "text/csv", "csv", rows(effect)));
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

    private void step(String name, List<Parameter> parameters, Runnable inside) {
        String id = UUID.randomUUID().toString();
        allure.startStep(
                id, new StepResult().setName(name).setStatus(Status.PASSED).setParameters(parameters));
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
