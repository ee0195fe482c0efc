package dev.lockkeeper.server;

/**
 * Whether a kind of server can be had on this machine.
 *
 * @param why in one line: what it would use, or what is missing
 */
public record Availability(Provider provider, boolean available, String why) {

    static Availability not(Provider provider, Exception obstacle) {
        return new Availability(
                provider, false, String.valueOf(obstacle.getMessage()).replaceAll("\\s*\n\\s*", " "));
    }
}
