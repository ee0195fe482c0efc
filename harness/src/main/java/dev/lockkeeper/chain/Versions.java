package dev.lockkeeper.chain;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Versions for tools that know a step by its whole name: the number in front where it is nobody else's; else all numbers
 * in front; else the name.
 */
public final class Versions {

    private static final Pattern NUMBER = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d(?:-\\d+)?|\\d+)(?=[_.\\- ]|$)");
    private static final Pattern NUMBERS = Pattern.compile("(\\d+(?:[_.-]\\d+)*)(?=[_.\\- ]|$)");
    private static final List<Function<String, String>> CHOICES =
            List.of(stem -> lead(NUMBER, stem), stem -> lead(NUMBERS, stem), stem -> stem);

    private final Map<String, String> byName;

    private Versions(Map<String, String> byName) {
        this.byName = byName;
    }

    /** For names without their extensions. */
    public static Versions among(Collection<String> names) {
        Map<String, String> chosen = new HashMap<>();
        for (Function<String, String> choice : CHOICES) {
            Map<String, List<String>> taken =
                    names.stream().filter(name -> !chosen.containsKey(name)).collect(Collectors.groupingBy(choice));
            taken.forEach((version, owners) -> {
                if (owners.size() == 1 && !chosen.containsValue(version)) {
                    chosen.put(owners.get(0), version);
                }
            });
        }
        return new Versions(chosen);
    }

    private static String lead(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(name);
        return matcher.lookingAt() ? matcher.group(1) : name;
    }

    public String of(String name) {
        return byName.getOrDefault(name, name);
    }

    /** Whether the name begins with a number that other names begin with too, and so has no version of its own. */
    public boolean sharesItsNumber(String name) {
        return of(name).equals(name) && !lead(NUMBERS, name).equals(name);
    }

    /** The number in front of the name, or the name. */
    public static String number(String name) {
        return lead(NUMBER, name);
    }

    /** What follows the version, as words. */
    public String description(String name) {
        String rest = name.substring(Math.min(of(name).length(), name.length()));
        return words(rest);
    }

    /** A part of a file's name as words. */
    public static String words(String part) {
        return part.replaceAll("[_\\-. ]+", " ").strip();
    }
}
