package dev.lockkeeper.reports.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lockkeeper.model.TargetReport;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.reports.Reports;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HeadlineTest {

    @Test
    void a_target_that_has_every_step_is_no_chain_without_steps() {
        VerificationReport nothing = Reports.empty();
        VerificationReport onTarget = new VerificationReport(
                nothing.toolVersion(),
                nothing.verdict(),
                nothing.server(),
                nothing.seed(),
                nothing.millis(),
                nothing.chains(),
                new TargetReport("shop", "db.example:5432/shop", new TreeMap<>(), List.of()));

        assertEquals("There was nothing to verify: no chain holds a step.", new Headline(nothing).sentence());
        assertEquals("There was nothing to verify: nothing is pending on shop.", new Headline(onTarget).sentence());
    }
}
