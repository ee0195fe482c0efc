package dev.lockkeeper.server;

import dev.lockkeeper.model.LockkeeperException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A version of PostgreSQL as a user asks for it: {@code 17} or {@code 17.6}. */
record ServerVersion(int major, @Nullable Integer minor) {

    static final int OLDEST = 14;
    static final int NEWEST = 18;

    private static final Pattern FORM = Pattern.compile("(\\d{1,3})(?:\\.(\\d{1,3}))?");

    static ServerVersion parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw unknown(text);
        }
        int major = Integer.parseInt(matcher.group(1));
        if (major < OLDEST || major > NEWEST) {
            throw unknown(text);
        }
        return new ServerVersion(major, matcher.group(2) == null ? null : Integer.valueOf(matcher.group(2)));
    }

    private static LockkeeperException unknown(String text) {
        return LockkeeperException.because(
                        "PostgreSQL " + text.strip() + ": known are " + OLDEST + " to " + NEWEST + ".")
                .tryThis("--postgres " + NEWEST + ", or a minor version such as 17.6.");
    }

    /** Whether a server that calls itself {@code 17.6 (Debian …)} is what was asked for. */
    boolean matches(String serverVersion) {
        String number = serverVersion.strip().split("[^0-9.]", 2)[0];
        return number.equals(toString()) || (minor == null && number.startsWith(major + "."));
    }

    static boolean isKnown(String serverVersion) {
        Matcher matcher = FORM.matcher(serverVersion);
        return matcher.lookingAt()
                && Integer.parseInt(matcher.group(1)) >= OLDEST
                && Integer.parseInt(matcher.group(1)) <= NEWEST;
    }

    @Override
    public String toString() {
        return minor == null ? Integer.toString(major) : major + "." + minor;
    }
}
