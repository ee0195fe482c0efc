package dev.lockkeeper.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Work that may take only so long, whatever the library that does it is ready to wait for. */
final class Bounded {

    private Bounded() {}

    /**
     * The work's result, or its own exception.
     *
     * @param late gets a result that nobody waits for any more
     */
    static <T> T call(int seconds, Supplier<T> work, Consumer<T> late) throws TimeoutException {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        T result = work.get();
                        if (!outcome.complete(result)) {
                            late.accept(result);
                        }
                    } catch (RuntimeException | Error e) {
                        outcome.completeExceptionally(e);
                    }
                },
                "lockkeeper-bounded");
        thread.setDaemon(true);
        thread.start();
        return await(outcome, seconds);
    }

    private static <T> T await(CompletableFuture<T> outcome, int seconds) throws TimeoutException {
        try {
            return outcome.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            // Refused from now on, unless it has come in this very moment.
            TimeoutException late = new TimeoutException("it took longer than " + seconds + " s");
            if (outcome.completeExceptionally(late)) {
                throw late;
            }
            return outcome.join();
        }
    }
}
