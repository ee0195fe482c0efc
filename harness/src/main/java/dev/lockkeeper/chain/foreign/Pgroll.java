package dev.lockkeeper.chain.foreign;

import dev.lockkeeper.chain.Glance;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises migrations of pgroll. */
public final class Pgroll extends ForeignFormat {

    private static final Pattern STEP = Pattern.compile(".*\\.(?:json|ya?ml)");
    private static final Pattern OPERATIONS = Pattern.compile(
            "\"?operations\"?\\s*:\\s*(?:\\[\\s*\\{|-)\\s*\"?"
                    + "(?:create|drop|rename|alter|add|set|change)_\\w+\"?\\s*:|\"?operations\"?\\s*:\\s*(?:\\[\\s*\\{|-)\\s*\"?sql\"?\\s*:");

    public Pgroll() {
        super(
                "pgroll",
                "pgroll",
                "<name>.json or .yaml with operations",
                "pgroll.migrations",
                "pgroll start and complete on an empty database with statement logging on, and keep the SQL of each step");
    }

    @Override
    public Optional<String> recognise(Glance glance) {
        return glance.files().stream()
                .filter(file -> STEP.matcher(file.getFileName().toString()).matches())
                .filter(file -> OPERATIONS.matcher(glance.text(file)).find())
                .map(file -> "operations in " + file.getFileName())
                .findFirst();
    }
}
