package dev.lockkeeper.chain;

import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The comments by which tools let a file run outside a transaction; each tool passes over those of the others. */
enum TransactionMark {
    ATLAS("atlas", "atlas:txmode\\s+\\w+"),
    DBMATE("dbmate", "(?:migrate:(?:up|down)\\s+)?transaction:false"),
    DIESEL("diesel", "run_in_transaction\\s*=\\s*false"),
    FLYWAY("flyway", "(?:flyway[:.]?)?executeInTransaction\\s*=\\s*false"),
    GOOSE("goose", "\\+goose NO TRANSACTION"),
    LIQUIBASE("liquibase", ".*\\brunInTransaction:false\\b.*"),
    SQL_MIGRATE("sql-migrate", "\\+migrate (?:up|down)\\s+notransaction"),
    SQLX("sqlx", "no-transaction\\b.*");

    private final String format;
    private final Pattern comment;

    TransactionMark(String format, String comment) {
        this.format = format;
        this.comment = Pattern.compile(comment, Pattern.CASE_INSENSITIVE);
    }

    /** The marks of other tools in a file of this format. */
    static List<Fact> inert(SourceText text, String format) {
        List<Fact> found = new ArrayList<>();
        String all = text.text();
        for (int line = 1; line <= text.lines(); line++) {
            int comment = commentIn(all, text.startOf(line), text.startOf(line + 1));
            if (comment >= 0) {
                noteInert(
                        text.line(line).strip().substring(2).strip(), new SourceSpan(text.file(), line), format, found);
            }
        }
        return found;
    }

    /** Where the comment begins on a line that is nothing else, or -1. */
    private static int commentIn(String text, int start, int end) {
        int at = start;
        while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return text.startsWith("--", at) ? at : -1;
    }

    private static void noteInert(String words, SourceSpan at, String format, List<Fact> found) {
        String lower = words.toLowerCase(Locale.ROOT);
        if (!lower.contains("transaction") && !lower.contains("txmode")) {
            return;
        }
        for (TransactionMark mark : values()) {
            if (!mark.format.equals(format) && mark.comment.matcher(words).matches()) {
                String why = "it is a mark of %s, which %s takes for a comment".formatted(mark.format, format);
                found.add(new Fact.MarkerInert(at, "-- " + words, why));
            }
        }
    }
}
