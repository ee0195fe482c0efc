package dev.lockkeeper.chain.foreign;

import dev.lockkeeper.chain.Glance;
import java.util.Optional;

/** Recognises projects of sqitch. */
public final class Sqitch extends ForeignFormat {

    public Sqitch() {
        super(
                "sqitch",
                "sqitch",
                "sqitch.plan, deploy/, revert/, verify/",
                "sqitch.changes",
                "sqitch deploy --log-only shows the order; copy deploy/NAME.sql and revert/NAME.sql in that order");
    }

    @Override
    public Optional<String> recognise(Glance glance) {
        return glance.has("sqitch.plan") ? Optional.of("its sqitch.plan") : Optional.empty();
    }
}
