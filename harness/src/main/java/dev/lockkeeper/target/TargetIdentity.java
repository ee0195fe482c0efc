package dev.lockkeeper.target;

import java.util.List;
import java.util.Optional;

/**
 * Which database this is, so that it cannot be taken for another.
 *
 * @param systemIdentifier the server's own number, given once when its data directory was made; empty where the role may
 *     not ask for it
 * @param version as the server says it, e.g. {@code 17.6}
 * @param standby whether it only follows another server
 * @param hosts where it was reached, as the address names them
 * @param user as whom
 * @param superuser whether that user may do everything
 */
public record TargetIdentity(
        Optional<String> systemIdentifier,
        String database,
        String version,
        int major,
        boolean standby,
        List<String> hosts,
        String user,
        boolean superuser,
        String encoding) {

    public TargetIdentity {
        hosts = List.copyOf(hosts);
    }
}
