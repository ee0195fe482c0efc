package dev.lockkeeper.server;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords and names that nobody can guess. */
final class Secret {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secret() {}

    static String random() {
        return random(16);
    }

    static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
