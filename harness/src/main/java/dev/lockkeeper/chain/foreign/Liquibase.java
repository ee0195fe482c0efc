package dev.lockkeeper.chain.foreign;

import dev.lockkeeper.chain.Glance;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises changelogs of Liquibase. */
public final class Liquibase extends ForeignFormat {

    private static final Pattern CHANGELOG = Pattern.compile(".*\\.(?:xml|json|ya?ml)");
    private static final Pattern FORMATTED =
            Pattern.compile("\\A\\s*--\\s*liquibase formatted sql", Pattern.CASE_INSENSITIVE);

    public Liquibase() {
        super(
                "liquibase",
                "Liquibase",
                "databaseChangeLog in XML, YAML, JSON; formatted SQL",
                "databasechangelog",
                "liquibase update-sql for the ups and liquibase future-rollback-sql for the downs");
    }

    @Override
    public Optional<String> recognise(Glance glance) {
        return glance.sqlWith(FORMATTED)
                .map(file -> "--liquibase formatted sql in " + file.getFileName())
                .or(() -> glance.files().stream()
                        .filter(file ->
                                CHANGELOG.matcher(file.getFileName().toString()).matches())
                        .filter(file -> glance.text(file).contains("databaseChangeLog"))
                        .map(file -> "databaseChangeLog in " + file.getFileName())
                        .findFirst());
    }
}
