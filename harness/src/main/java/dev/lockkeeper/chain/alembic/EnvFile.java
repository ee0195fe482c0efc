package dev.lockkeeper.chain.alembic;

import dev.lockkeeper.chain.Mistakes;
import dev.lockkeeper.chain.alembic.PythonText.Kind;
import dev.lockkeeper.chain.alembic.PythonText.Line;
import dev.lockkeeper.chain.alembic.PythonText.Token;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What {@code env.py} tells {@code context.configure}, as far as it is written there as plain words. */
final class EnvFile {

    private final List<Line> lines;

    private EnvFile(List<Line> lines) {
        this.lines = lines;
    }

    static EnvFile of(AlembicProject project) {
        return Files.isRegularFile(project.env())
                ? new EnvFile(PythonText.of(PythonFile.read(project.env(), "env.py", new Mistakes())
                                .text())
                        .lines())
                : new EnvFile(List.of());
    }

    /** All pending steps in one transaction is Alembic's way unless these two say otherwise. */
    boolean runsAllInOneTransaction() {
        return values("transaction_per_migration").noneMatch(value -> value.is("True"))
                && values("transactional_ddl").noneMatch(value -> value.is("False"));
    }

    String versionTable() {
        Optional<Token> named = values("version_table")
                .filter(value -> value.kind() == Kind.STRING)
                .findFirst();
        return named.map(Token::text).orElse("alembic_version");
    }

    /** What stands behind {@code name=} or {@code "name":}. */
    private Stream<Token> values(String name) {
        return lines.stream().map(Line::tokens).flatMap(tokens -> IntStream.range(0, Math.max(0, tokens.size() - 2))
                .filter(i -> tokens.get(i).text().equals(name))
                .filter(i -> tokens.get(i + 1).is("=") || tokens.get(i + 1).is(":"))
                .mapToObj(i -> tokens.get(i + 2)));
    }
}
