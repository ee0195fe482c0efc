package dev.lockkeeper.chain.updown;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file's name that sorts by the number in front, then as text; names without a number come last. */
record NumberedName(boolean hasNumber, BigInteger number, String name) implements Comparable<NumberedName> {

    private static final Pattern NUMBER = Pattern.compile("(\\d+).*", Pattern.DOTALL);
    private static final Comparator<NumberedName> ORDER = Comparator.comparing(NumberedName::hasNumber)
            .reversed()
            .thenComparing(NumberedName::number)
            .thenComparing(NumberedName::name);

    static NumberedName of(String name) {
        Matcher number = NUMBER.matcher(name);
        return number.matches()
                ? new NumberedName(true, new BigInteger(number.group(1)), name)
                : new NumberedName(false, BigInteger.ZERO, name);
    }

    @Override
    public int compareTo(NumberedName other) {
        return ORDER.compare(this, other);
    }
}
