package dev.lockkeeper.server;

import dev.lockkeeper.model.LockkeeperException;

/** One way to come by a server. */
interface ServerSource {

    /** Looks without starting or fetching anything. */
    Availability probe(ServerRequest request);

    /**
     * Starts a server or says in a {@link LockkeeperException} why not.
     *
     * @param why why this source was chosen, in a few words
     */
    ThrowawayServer start(ServerRequest request, String why);
}
