package dev.lockkeeper;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Trouble that is our own fault and ended the walk of one chain. */
record Bug(String chain, Throwable cause) {

    /** Enough of the way there to know two reports of one bug for the same. */
    private static final int PLACES = 3;

    /** For the chain's report: the same words on every run. */
    String why() {
        String places = Stream.of(cause.getStackTrace())
                .filter(place -> place.getClassName().startsWith("dev.lockkeeper."))
                .limit(PLACES)
                .map(place -> place.getClassName().replaceFirst(".*\\.", "") + "." + place.getMethodName() + ":"
                        + place.getLineNumber())
                .collect(Collectors.joining(", "));
        return "a bug of ours ended the walk of this chain, please report it: " + cause
                + (places.isEmpty() ? "" : " at " + places);
    }

    /** For whoever watches: all there is. */
    String told() {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        return chain + ": a bug of ours, and no verdict; the other chains go on. Please report it, with lockkeeper "
                + Version.current() + " on Java " + Runtime.version() + ":\n"
                + text.toString().strip();
    }
}
