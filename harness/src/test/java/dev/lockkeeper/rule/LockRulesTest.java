package dev.lockkeeper.rule;

import static dev.lockkeeper.model.LockMode.ACCESS_EXCLUSIVE;
import static dev.lockkeeper.model.LockMode.SHARE;
import static dev.lockkeeper.rule.Facts.statement;
import static dev.lockkeeper.rule.Facts.step;
import static dev.lockkeeper.rule.RuleAssert.assertThatRule;

import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.lock.CreateIndexBlocking;
import dev.lockkeeper.rule.lock.MissingLockTimeout;
import dev.lockkeeper.rule.lock.StatementsAfterExclusiveLock;
import dev.lockkeeper.rule.rewrite.RewriteObserved;
import org.junit.jupiter.api.Test;

class LockRulesTest {

    @Test
    void an_index_build_weighs_by_the_rows_of_the_fixtures() {
        assertThatRule(new CreateIndexBlocking())
                .on(index(step().given("s.t", 20)))
                .speaksOnce(Severity.NOTE);
        assertThatRule(new CreateIndexBlocking())
                .on(index(step().given("s.t", 5_000)))
                .speaksOnce(Severity.WARNING);
        assertThatRule(new CreateIndexBlocking())
                .on(index(step().given("s.t", 100_000)))
                .speaksOnce(Severity.ERROR);
    }

    @Test
    void a_table_of_unknown_size_is_a_warning() {
        assertThatRule(new CreateIndexBlocking())
                .on(index(step().given("s.t")))
                .speaksOnce(Severity.WARNING)
                .about("s.t");
    }

    @Test
    void a_table_the_step_made_itself_is_no_concern() {
        assertThatRule(new CreateIndexBlocking()).on(index(step())).isSilent();
    }

    @Test
    void an_emptied_table_has_not_been_rewritten() {
        assertThatRule(new RewriteObserved())
                .on(step().given("s.t")
                        .saw(statement("truncate s.t")
                                .locked("s.t", ACCESS_EXCLUSIVE)
                                .rewrote("s.t")))
                .isSilent();
        assertThatRule(new RewriteObserved())
                .on(step().given("s.t")
                        .saw(statement("select f()")
                                .locked("s.t", ACCESS_EXCLUSIVE)
                                .rewrote("s.t")))
                .speaksOnce(Severity.WARNING);
    }

    @Test
    void an_exclusive_lock_that_may_wait_for_ever_is_told_once_for_all_tables() {
        assertThatRule(new MissingLockTimeout())
                .on(step().given("s.a")
                        .given("s.b")
                        .ran("select 1")
                        .saw(alter("s.b"))
                        .saw(alter("s.a")))
                .speaksOnce(Severity.WARNING)
                .atLine(2);
    }

    @Test
    void a_bounded_wait_is_no_concern() {
        assertThatRule(new MissingLockTimeout())
                .on(step().given("s.a").saw(alter("s.a").waitingAtMost(3_000)))
                .isSilent();
    }

    @Test
    void a_table_whose_rewrite_is_told_needs_no_second_finding() {
        assertThatRule(new MissingLockTimeout())
                .on(step().given("s.a").saw(alter("s.a").rewrote("s.a")))
                .isSilent();
    }

    @Test
    void a_chain_that_never_bounds_its_waits_hears_it_three_times_and_then_of_big_tables_only() {
        StepFacts earlier = step().given("s.a").saw(alter("s.a")).facts();

        assertThatRule(new MissingLockTimeout())
                .on(step().after(earlier, earlier).given("s.a").saw(alter("s.a")))
                .speaksOnce(Severity.WARNING);
        assertThatRule(new MissingLockTimeout())
                .on(step().after(earlier, earlier, earlier).given("s.a").saw(alter("s.a")))
                .isSilent();
        assertThatRule(new MissingLockTimeout())
                .on(step().after(earlier, earlier, earlier)
                        .given("s.a", 200_000)
                        .saw(alter("s.a")))
                .speaksOnce(Severity.WARNING);
    }

    @Test
    void rows_filled_under_an_earlier_lock_are_told_unless_they_are_known_to_be_few() {
        assertThatRule(new StatementsAfterExclusiveLock())
                .on(backfill(step().given("s.a", 5_000), 5_000))
                .speaksOnce(Severity.WARNING)
                .atLine(2);
        assertThatRule(new StatementsAfterExclusiveLock())
                .on(backfill(step().given("s.a", 5_000), 10))
                .isSilent();
        assertThatRule(new StatementsAfterExclusiveLock())
                .on(backfill(step().given("s.a"), 0))
                .speaksOnce(Severity.WARNING);
    }

    @Test
    void statements_that_commit_one_by_one_leave_no_lock_behind() {
        assertThatRule(new StatementsAfterExclusiveLock())
                .on(step().given("s.a")
                        .grouped(Grouping.AUTOCOMMIT)
                        .saw(alter("s.a"))
                        .saw(statement("update s.a set x = 1").updated("s.a", 5_000)))
                .isSilent();
    }

    private static Facts index(Facts facts) {
        return facts.saw(
                statement("create index i on s.t (a)").locked("s.t", SHARE).built("s.i", "s.t"));
    }

    private static Facts backfill(Facts facts, long rows) {
        return facts.saw(alter("s.a"))
                .saw(statement("update s.a set x = 1")
                        .found("s.a", ACCESS_EXCLUSIVE)
                        .updated("s.a", rows));
    }

    private static Facts.Trace alter(String table) {
        return statement("alter table " + table + " add column x int").locked(table, ACCESS_EXCLUSIVE);
    }
}
