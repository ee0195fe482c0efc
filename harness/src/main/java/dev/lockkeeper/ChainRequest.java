package dev.lockkeeper;

import dev.lockkeeper.chain.ReadOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One chain to verify.
 *
 * @param format the id of its format, or null to find it by looking
 * @param fixtures the folder of the user's rows, or null
 * @param role migrate as this non-superuser
 * @param needs names of chains that must stand at head first, in the same database
 */
public record ChainRequest(
        String name,
        Path path,
        @Nullable String format,
        ReadOptions reading,
        @Nullable Path fixtures,
        Optional<String> role,
        List<String> needs) {

    public ChainRequest {
        needs = List.copyOf(needs);
    }

    public static ChainRequest of(String name, Path path) {
        return new ChainRequest(name, path, null, ReadOptions.named(name), null, Optional.empty(), List.of());
    }
}
