package dev.lockkeeper.chain.alembic;

import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.model.Chain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small Alembic projects for tests. */
final class ProjectFiles {

    private final Path folder;

    private ProjectFiles(Path folder) {
        this.folder = folder;
    }

    /** A project as {@code alembic init} makes it, but for its comments. */
    static ProjectFiles in(Path folder) {
        return new ProjectFiles(folder)
                .file(
                        "alembic.ini",
                        """
                        [alembic]
                        script_location = %(here)s/migrations
                        prepend_sys_path = .
                        path_separator = os
                        sqlalchemy.url = driver://user:pass@localhost/dbname
                        """)
                .file(
                        "migrations/env.py",
                        """
                        from alembic import context
                        from sqlalchemy import engine_from_config, pool

                        config = context.config


                        def run_migrations_online():
                            connectable = engine_from_config(
                                config.get_section(config.config_ini_section, {}),
                                prefix="sqlalchemy.",
                                poolclass=pool.NullPool,
                            )
                            with connectable.connect() as connection:
                                context.configure(connection=connection)
                                with context.begin_transaction():
                                    context.run_migrations()


                        run_migrations_online()
                        """);
    }

    static ProjectFiles bare(Path folder) {
        return new ProjectFiles(folder);
    }

    ProjectFiles file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A revision without a body; {@code down} is Python: {@code None}, {@code "a"}, {@code ("a", "b")}. */
    ProjectFiles revision(String id, String down) {
        return revision(id, down, "    pass", "    pass");
    }

    ProjectFiles revision(String id, String down, String upgrade, String downgrade) {
        return file(
                "migrations/versions/" + id + "_step.py",
                """
                \"\"\"step %s\"\"\"
                from alembic import op
                import sqlalchemy as sa

                revision = "%s"
                down_revision = %s
                branch_labels = None
                depends_on = None


                def upgrade() -> None:
                %s


                def downgrade() -> None:
                %s
                """
                        .formatted(id, id, down, upgrade.stripTrailing(), downgrade.stripTrailing()));
    }

    Path folder() {
        return folder;
    }

    Chain read() {
        return new AlembicFormat().read(folder, ReadOptions.named("app"));
    }
}
