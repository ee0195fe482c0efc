package dev.lockkeeper.server;

import dev.lockkeeper.model.LockkeeperException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where a throwaway server comes from. */
public enum Provider {
    /** A container when one can be had quickly, otherwise embedded binaries. */
    AUTO,
    CONTAINER,
    EMBEDDED,
    LOCAL,
    URL;

    /** As the option and the configuration spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Provider named(String word) {
        return Arrays.stream(values())
                .filter(provider -> provider.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> LockkeeperException.because("There is no server provider \"" + word + "\".")
                        .tryThis("one of "
                                + Arrays.stream(values()).map(Provider::word).collect(Collectors.joining(", ")) + "."));
    }
}
