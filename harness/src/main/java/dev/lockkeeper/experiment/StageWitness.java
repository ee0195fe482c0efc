package dev.lockkeeper.experiment;

import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Step;
import java.sql.Connection;
import java.sql.SQLException;

/** Looks at the stage behind a step that was applied; what it does there is rolled back. Called from several threads. */
public interface StageWitness {

    StageWitness NOBODY = (chain, step, head, session) -> {};

    /**
     * @param head whether this was the last step of the chain
     * @param session of a superuser, in a transaction
     */
    void behind(Chain chain, Step step, boolean head, Connection session) throws SQLException;
}
