package dev.lockkeeper.model;

/**
 * The server a run used.
 *
 * @param version as the server says it, e.g. {@code 17.6}
 * @param provider {@code embedded}, {@code container}, {@code local} or {@code url}
 * @param why one line: why this provider and this version
 */
public record ServerInfo(String version, String provider, String why) {

    public int major() {
        return Integer.parseInt(version.split("[.\\s]", 2)[0].replaceAll("\\D.*", ""));
    }
}
