package dev.lockkeeper.chain.alembic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.chain.ReadOptions.GroupingChoice;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Mark;
import dev.lockkeeper.model.Program;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlembicReaderTest {

    private final Path folder;

    AlembicReaderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void a_revision_file_gives_version_description_lines_and_marks() {
        Chain chain = ProjectFiles.in(folder)
                .file(
                        "migrations/versions/0001.py",
                        """
                        # -*- coding: utf-8 -*-
                        \"\"\"Accounts: the table
                        and its index

                        Revision ID: ae1027a6acf
                        Revises:
                        \"\"\"
                        from typing import Sequence, Union

                        import sqlalchemy as sa
                        from alembic import op

                        revision: str = "ae1027" "a6acf"
                        down_revision: Union[str, Sequence[str], None] = None
                        branch_labels: Union[str, Sequence[str], None] = ("accounts",)
                        depends_on = None

                        SQL = f\"\"\"select {"a" if 1 else 'b'}
                        def upgrade(): pass
                        \"\"\"


                        # lockkeeper:allow drop-column accounts.x reason="never filled"
                        def upgrade() -> None:
                            op.create_table(
                                "accounts",
                                sa.Column("id", sa.Integer),
                            )


                        def downgrade() -> None:
                            \"\"\"Back.\"\"\"
                            op.drop_table("accounts")
                        """)
                .read();

        Step step = chain.steps().get(0);
        assertThat(step.version()).isEqualTo("ae1027a6acf");
        assertThat(step.description()).isEqualTo("Accounts: the table and its index");
        assertThat(step.file()).isEqualTo("migrations/versions/0001.py");
        assertThat(step.up()).isEqualTo(new Program(new SourceSpan("migrations/versions/0001.py", 24)));
        assertThat(step.down())
                .isEqualTo(new Down.Written(new Program(new SourceSpan("migrations/versions/0001.py", 31))));
        assertThat(step.marks())
                .containsExactly(new Mark(
                        "lockkeeper:allow drop-column accounts.x reason=\"never filled\"",
                        new SourceSpan("migrations/versions/0001.py", 23)));
        assertThat(chain.batch()).isTrue();
        assertThat(chain.format()).isEqualTo("alembic");
        assertThat(step.checksum()).startsWith("sha256:");
    }

    @Test
    void four_ways_to_leave_the_way_back_unwritten_are_told_apart() {
        Chain chain = ProjectFiles.in(folder)
                .revision("a1", "None", "    op.execute('x')", "    pass  # nothing")
                .revision("a2", "'a1'", "    op.execute('x')", "    raise NotImplementedError('no way back')")
                .revision(
                        "a3",
                        "'a2'",
                        "    # lockkeeper:one-way reason=\"the letters are gone\"\n    op.execute('x')",
                        "    raise NotImplementedError")
                .file(
                        "migrations/versions/a4_no_downgrade.py",
                        "revision = 'a4'\ndown_revision = 'a3'\ndef upgrade(): op.execute('x')\n")
                .revision("a5", "'a4'", "    op.execute('x')", "    \"\"\"Text.\"\"\"\n    return None")
                .read();

        assertThat(chain.step("a1").orElseThrow().down())
                .isEqualTo(new Down.Written(new Script(
                        List.of(), Grouping.TRANSACTION, new SourceSpan("migrations/versions/a1_step.py", 15))));
        assertThat(chain.step("a2").orElseThrow().down()).isEqualTo(new Down.Missing());
        assertThat(chain.step("a3").orElseThrow().down())
                .isEqualTo(
                        new Down.OneWay("the letters are gone", new SourceSpan("migrations/versions/a3_step.py", 12)));
        assertThat(chain.step("a4").orElseThrow().down()).isEqualTo(new Down.Missing());
        assertThat(chain.step("a5").orElseThrow().down()).isInstanceOf(Down.Written.class);
    }

    @Test
    void a_merge_has_an_empty_way_up_and_down_and_several_heads_are_a_fact() {
        Chain chain = ProjectFiles.in(folder)
                .revision("a", "None")
                .revision("b", "'a'")
                .revision("c", "'a'")
                .revision("m", "('b', 'c')")
                .revision("x", "'m'")
                .revision("y", "'m'")
                .read();

        assertThat(versions(chain)).containsExactly("a", "c", "b", "m", "y", "x");
        assertThat(chain.step("m").orElseThrow().up())
                .isInstanceOfSatisfying(
                        Script.class, script -> assertThat(script.isEmpty()).isTrue());
        assertThat(chain.read()).containsExactly(new Fact.MultipleHeads(List.of("x", "y")));
    }

    @Test
    void a_dependency_runs_first_and_may_be_a_branch_label() {
        Chain chain = ProjectFiles.in(folder)
                .revision("a", "None")
                .file(
                        "migrations/versions/b.py",
                        """
                        revision = "b0"
                        down_revision = None
                        branch_labels = ["billing"]
                        depends_on = "a"
                        def upgrade(): pass
                        """)
                .file(
                        "migrations/versions/0_first_by_name.py",
                        """
                        revision = "c"
                        down_revision = "a"
                        depends_on = ("billing",)
                        def upgrade(): pass
                        """)
                .read();

        assertThat(versions(chain)).containsExactly("a", "b0", "c");
    }

    @Test
    void a_circle_is_told_at_each_of_its_files() {
        ProjectFiles project = ProjectFiles.in(folder)
                .revision("a", "None")
                .revision("b", "'d'")
                .revision("c", "'b'")
                .revision("d", "'c'")
                .revision("e", "'e'");

        assertThatThrownBy(project::read)
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining("migrations/versions/b_step.py:6: revision 'b' comes before itself:")
                .hasMessageContaining("migrations/versions/c_step.py:6: revision 'c' comes before itself:")
                .hasMessageContaining("migrations/versions/d_step.py:6: revision 'd' comes before itself:")
                .hasMessageContaining("b -> c -> d")
                .hasMessageContaining("migrations/versions/e_step.py:6: revision 'e' comes before itself: e -> e")
                .hasMessageContaining("Try: ");
    }

    @Test
    void all_mistakes_are_told_at_once_at_their_lines() {
        ProjectFiles project = ProjectFiles.in(folder)
                .revision("a", "None")
                .revision("b", "'gone'")
                .file("migrations/versions/c.py", "revision = 'a'\ndown_revision = None\ndef upgrade(): pass\n")
                .file("migrations/versions/d.py", "revision = 'd-1'\ndown_revision = 'a'\ndef upgrade(): pass\n")
                .file("migrations/versions/helpers.py", "def add(): pass\n")
                .file("migrations/versions/i.py", "x = 1\ntext = '''open\nrevision = 'i'\n")
                .file("migrations/versions/j.py", "import os\nrevision = os.environ['R']\ndown_revision = None\n")
                .file(
                        "migrations/versions/k.py",
                        "revision = 'k'\ndown_revision = 'a'\ndepends_on = ['nobody']\ndef upgrade(): pass\n");

        assertThatThrownBy(project::read)
                .isInstanceOf(LockkeeperException.class)
                .hasMessageContaining("b_step.py:6: down_revision 'gone' of revision 'b' is in no file")
                .hasMessageContaining("c.py:1: revision 'a' is taken already by migrations/versions/a_step.py:5")
                .hasMessageContaining("d.py:1: revision 'd-1' holds the character '-'")
                .hasMessageContaining("helpers.py:1: has no revision")
                .hasMessageContaining("i.py:2: is not Python: a string begins here and never ends")
                .hasMessageContaining("j.py:2: revision is not a string")
                .hasMessageContaining("k.py:1: depends_on 'nobody' of revision 'k'");
    }

    @Test
    void the_grouping_is_that_of_env_py_unless_the_configuration_says_otherwise() {
        ProjectFiles project = ProjectFiles.in(folder)
                .revision("a", "None")
                .file(
                        "migrations/env.py",
                        """
                        # transaction_per_migration=False
                        context.configure(
                            connection=connection,
                            transaction_per_migration=True,
                        )
                        """);

        assertThat(project.read().batch()).isFalse();
        ReadOptions batch = new ReadOptions("app", Map.of(), Optional.of(GroupingChoice.BATCH));
        assertThat(new AlembicFormat().read(folder, batch).batch()).isTrue();
    }

    @Test
    void versions_may_lie_in_several_places_and_deeper_files_are_passed_over_unless_asked_for() {
        ProjectFiles project = ProjectFiles.in(folder)
                .file(
                        "alembic.ini",
                        """
                        [loggers]
                        keys = root

                        [alembic]
                        # script_location = elsewhere
                        script_location = migrations
                        version_path_separator = space
                        version_locations =
                            %(here)s/migrations/versions
                            app/billing
                        """)
                .revision("a", "None")
                .file("app/billing/b.py", "revision = 'b'\ndown_revision = 'a'\ndef upgrade(): pass\n")
                .file("migrations/versions/old/c.py", "revision = 'c'\ndown_revision = 'a'\ndef upgrade(): pass\n");

        Chain chain = project.read();
        assertThat(versions(chain)).containsExactly("a", "b");
        assertThat(chain.step("b").orElseThrow().file()).isEqualTo("app/billing/b.py");
        assertThat(chain.read()).singleElement().isInstanceOfSatisfying(Fact.FileIgnored.class, fact -> assertThat(
                        fact.at().file())
                .isEqualTo("migrations/versions/old/c.py"));

        project.file("alembic.ini", "[alembic]\nscript_location = migrations\nrecursive_version_locations = true\n");
        assertThat(versions(project.read())).containsExactly("a", "c");
    }

    @Test
    void the_folder_may_be_the_project_the_script_folder_or_be_configured_in_pyproject_toml() {
        ProjectFiles.in(folder).revision("a", "None");
        AlembicFormat format = new AlembicFormat();

        assertThat(format.recognise(folder)).contains("alembic.ini configures Alembic");
        assertThat(format.recognise(folder.resolve("migrations")))
                .contains("env.py lies beside versions with revision files");
        assertThat(format.recognise(folder.resolve("migrations/versions"))).isEmpty();
        assertThat(format.read(folder.resolve("migrations"), ReadOptions.named("app"))
                        .steps())
                .singleElement()
                .satisfies(step -> assertThat(step.file()).isEqualTo("versions/a_step.py"));

        Path other = folder.resolve("other");
        ProjectFiles.bare(other)
                .file("db/env.py", "")
                .file("db/versions/a.py", "revision = 'a'\ndown_revision = None\ndef upgrade(): pass\n")
                .file(
                        "pyproject.toml",
                        """
                        [project]
                        name = "x"

                        [tool.alembic]
                        script_location = "%(here)s/db"
                        version_locations = [
                            "%(here)s/db/versions",
                        ]

                        [tool.ruff]
                        line-length = 100
                        """);
        assertThat(format.recognise(other)).contains("pyproject.toml configures Alembic");
        assertThat(versions(format.read(other, ReadOptions.named("app")))).containsExactly("a");
    }

    @Test
    void a_project_without_its_parts_is_refused_with_words() {
        ProjectFiles project = ProjectFiles.bare(folder).file("alembic.ini", "[alembic]\nsqlalchemy.url = x\n");
        assertThatThrownBy(project::read).hasMessageContaining("there is no script_location");

        project.file("alembic.ini", "[alembic]\n\nscript_location = nowhere/at/all\n");
        assertThatThrownBy(project::read).hasMessageContaining("alembic.ini:3: script_location is 'nowhere/at/all'");

        project.file("alembic.ini", "[alembic]\nscript_location = db\n").file("db/README", "");
        assertThatThrownBy(project::read)
                .hasMessageContaining("db/env.py:1: there is no env.py")
                .isInstanceOf(LockkeeperException.class);

        project.file("db/env.py", "");
        assertThatThrownBy(project::read).hasMessageContaining("there is no revision file in this folder");
    }

    private static List<String> versions(Chain chain) {
        return chain.steps().stream().map(Step::version).toList();
    }
}
