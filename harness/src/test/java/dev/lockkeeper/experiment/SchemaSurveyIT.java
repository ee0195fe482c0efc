package dev.lockkeeper.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lockkeeper.RuleTrial;
import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.model.Budgets;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Fact.KeyImplied;
import dev.lockkeeper.model.Fact.Linted;
import dev.lockkeeper.model.StepFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen of the newest schema as a whole, and to which step it goes. */
class SchemaSurveyIT {

    @TempDir
    Path folder;

    @Test
    void what_the_linters_said_before_the_first_judged_step_is_not_told_again() throws Exception {
        List<StepFacts> steps = walk(
                WalkOptions.plain().judgingFrom(1).linting(true),
                "CREATE TABLE old_log (said text NOT NULL, sold_on date NOT NULL);",
                "CREATE TABLE new_log (said text NOT NULL, sold_on date NOT NULL);");

        assertThat(steps.get(1).all(Linted.class))
                .extracting(Linted::linter, Linted::table)
                .contains(tuple("TableWithNoPrimaryKey", "public.new_log"))
                .noneMatch(said -> said.toString().contains("old_log"));
    }

    @Test
    void what_a_linter_says_goes_to_the_step_that_brought_what_it_names() throws Exception {
        List<StepFacts> steps = walk(
                WalkOptions.plain().linting(true),
                "CREATE TABLE orders (id bigint PRIMARY KEY, buyer bigint NOT NULL, sold_on date NOT NULL);"
                        + "CREATE INDEX orders_buyer_at ON orders (buyer, sold_on);",
                "CREATE INDEX orders_buyer ON orders (buyer);",
                "ALTER TABLE orders ADD COLUMN note text NOT NULL;");

        assertThat(steps)
                .extracting(step ->
                        step.all(Linted.class).stream().map(Linted::linter).toList())
                .containsExactly(List.of(), List.of("RedundantIndexes"), List.of());
    }

    @Test
    void linters_are_not_heard_unless_somebody_asks() throws Exception {
        List<StepFacts> steps = walk(WalkOptions.plain(), "CREATE TABLE log (said text);");

        assertThat(steps.get(0).all(Linted.class)).isEmpty();
    }

    @Test
    void a_reference_goes_to_the_step_since_which_nobody_declares_it() throws Exception {
        List<StepFacts> steps = walk(
                WalkOptions.plain(),
                "CREATE TABLE teams (id bigint PRIMARY KEY); CREATE TABLE member (id bigint PRIMARY KEY);",
                "ALTER TABLE member ADD COLUMN team_id bigint;",
                "ALTER TABLE member ADD COLUMN nick text;");

        assertThat(steps)
                .extracting(step -> step.all(KeyImplied.class))
                .containsExactly(
                        List.of(),
                        List.of(new KeyImplied("public.member", "team_id", "public.teams", "id", false)),
                        List.of());
    }

    private List<StepFacts> walk(WalkOptions options, String... ups) throws Exception {
        for (int i = 0; i < ups.length; i++) {
            Files.writeString(folder.resolve(String.format("%04d_step.up.sql", i + 1)), ups[i]);
        }
        Chain chain = ChainFormats.read(folder, "golang-migrate", ReadOptions.named("survey"));
        return ChainWalk.walk(chain, Budgets.defaults(), RuleTrial.server("18"), options, Progress.SILENT)
                .steps();
    }
}
