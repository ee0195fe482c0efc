package dev.lockkeeper.chain.alembic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.chain.SqlSplitter;
import dev.lockkeeper.chain.alembic.SentStatements.Sent;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads what the Python side recorded of one step. */
final class RecordedStatements {

    private final AlembicProject project;
    private final SourceSpan at;

    RecordedStatements(AlembicProject project, SourceSpan at) {
        this.project = project;
        this.at = at;
    }

    SentStatements of(JsonNode statements) {
        List<Sent> sent = new ArrayList<>();
        statements.forEach(statement -> sent.addAll(sent(statement)));
        return new SentStatements(sent);
    }

    /** A text of several statements is one message; inside a transaction that is the same as one after the other. */
    private List<Sent> sent(JsonNode node) {
        String text = node.path("sql").asText();
        SourceSpan line = AlembicDriver.span(project, node, at);
        JsonNode transaction = node.path("transaction");
        OptionalInt number = transaction.isInt() ? OptionalInt.of(transaction.asInt()) : OptionalInt.empty();
        List<Statement> split =
                SqlSplitter.split(SourceText.of(line.file(), text)).statements();
        if (split.size() > 1 && number.isEmpty()) {
            return List.of(new Sent(Statement.of(text.strip(), line), number));
        }
        @Nullable String copied = copied(node);
        return split.stream()
                .map(one -> new Sent(new Statement(one.sql(), line, copied), number))
                .toList();
    }

    private static @Nullable String copied(JsonNode node) {
        JsonNode copy = node.path("copy");
        if (copy.isArray()) {
            StringBuilder rows = new StringBuilder();
            copy.forEach(part -> rows.append(part.asText()));
            return rows.toString();
        }
        return copy.textValue();
    }
}
