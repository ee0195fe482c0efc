package dev.lockkeeper.chain.foreign;

import dev.lockkeeper.chain.Glance;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises migrations written in TypeScript for TypeORM. */
public final class TypeOrm extends ForeignFormat {

    private static final Pattern STEP = Pattern.compile("\\d{10,}-.*\\.[cm]?[jt]s");

    public TypeOrm() {
        super(
                "typeorm",
                "TypeORM",
                "<time>-<name>.ts",
                "migrations",
                "run typeorm migration:run with logging: [\"query\"] on an empty database and keep the queries of each step");
    }

    @Override
    public Optional<String> recognise(Glance glance) {
        return glance.files().stream()
                .filter(file -> STEP.matcher(file.getFileName().toString()).matches())
                .filter(file -> glance.text(file).contains("MigrationInterface"))
                .map(file -> "MigrationInterface in " + file.getFileName())
                .findFirst();
    }
}
