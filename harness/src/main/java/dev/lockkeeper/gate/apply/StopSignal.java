package dev.lockkeeper.gate.apply;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.postgresql.PGConnection;

/** Ends what the server does for us when somebody presses Ctrl-C: it would otherwise go on until its statement ends. */
final class StopSignal implements AutoCloseable {

    private static final String TOLD = "Stopped: what the server was at is cancelled and rolled back. lockkeeper status"
            + " says where the target stands, and the same command goes on from there.";

    private final Thread hook;

    private StopSignal(Thread hook) {
        this.hook = hook;
    }

    static StopSignal cancelling(Connection session, Consumer<String> listener) {
        Thread hook = new Thread(
                () -> {
                    listener.accept(TOLD);
                    try {
                        session.unwrap(PGConnection.class).cancelQuery();
                        session.close();
                    } catch (SQLException e) {
                        // The server notices by itself that we are gone, only later.
                    }
                },
                "lockkeeper-apply-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return new StopSignal(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException goingDown) {
            // Then it is at work already.
        }
    }
}
