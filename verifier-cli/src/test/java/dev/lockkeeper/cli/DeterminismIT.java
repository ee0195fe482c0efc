package dev.lockkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same input gives the same report, byte for byte, but for the fields that tell of this one run. */
class DeterminismIT {

    private static final String OF_THIS_RUN = "\"(millis|started|host)\"\\s*:\\s*(\"[^\"]*\"|[\\d.]+)";

    @TempDir
    Path here;

    @Test
    void two_runs_write_the_same_bytes() throws IOException {
        write(
                "migrations/0001_docs.up.sql",
                """
                create table doc (id uuid primary key default gen_random_uuid(), kind text, changed_at timestamptz default now(), changed bigint default extract(epoch from now()) * 1000);
                create function touch() returns trigger language plpgsql as
                    'begin new.changed_at := clock_timestamp(); new.changed := extract(epoch from clock_timestamp()) * 1000000; return new; end';
                create trigger doc_touch before update on doc for each row execute function touch();
                """);
        write("migrations/0001_docs.down.sql", "drop table doc;\ndrop function touch();\n");
        write(
                "migrations/0002_kind.up.sql",
                """
                update doc set kind = 'note' where kind is null;
                alter table doc alter column kind set default 'note';
                """);
        write("migrations/0002_kind.down.sql", "alter table doc alter column kind drop default;\n");
        write("migrations/0003_check.up.sql", "alter table doc add constraint later check (changed_at > now());\n");
        write("migrations/0003_check.down.sql", "alter table doc drop constraint later;\n");
        write(
                "fixtures/migrations/0001.sql",
                "insert into doc (id, kind) values ('6b1d3a43-4f51-4cc5-9a3a-0d1c55d0a5a1', null);\n");

        String one = report("one.json");
        String other = report("other.json");

        assertThat(one).contains("up-silently-changes-data", "\"millis\"", "\"rehearsal\"", "blocked-in-rehearsal");
        assertThat(other.replaceAll(OF_THIS_RUN, "")).isEqualTo(one.replaceAll(OF_THIS_RUN, ""));
    }

    private String report(String name) throws IOException {
        Spoken said = Spoken.in(
                here, "verify", "migrations", "--provider", "embedded", "--rehearse", "--format", "json=" + name);
        assertThat(said.exitCode()).as(said.err() + said.out()).isEqualTo(1);
        return Files.readString(here.resolve(name));
    }

    private void write(String name, String text) throws IOException {
        Path file = here.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
