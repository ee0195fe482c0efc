package dev.lockkeeper.chain.flyway;

import dev.lockkeeper.model.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.postgresql.core.Parser;

/**
 * Which statements Flyway takes for ones that cannot run in a transaction: it looks at the first plain words outside
 * parentheses, one after the other. It does not know all of them: neither {@code REINDEX TABLE CONCURRENTLY} nor {@code
 * DETACH PARTITION CONCURRENTLY}.
 */
final class FlywayTransactions {

    private static final int WORDS = 11;

    private static final Pattern OUTSIDE = Pattern.compile("(?:CREATE|DROP) (?:DATABASE|TABLESPACE|SUBSCRIPTION)"
            + "|ALTER SYSTEM|(?:CREATE|DROP)(?: UNIQUE)? INDEX CONCURRENTLY"
            + "|REINDEX(?: VERBOSE)? (?:SCHEMA|DATABASE|SYSTEM)|VACUUM|DISCARD ALL");

    private FlywayTransactions() {}

    static boolean runsOutside(Statement statement) {
        StringBuilder simplified = new StringBuilder();
        for (String word : words(statement.sql())) {
            simplified.append(simplified.length() == 0 ? "" : " ").append(word);
            if (OUTSIDE.matcher(simplified).matches()) {
                return true;
            }
        }
        return false;
    }

    private static List<String> words(String sql) {
        List<String> words = new ArrayList<>();
        char[] a = sql.toCharArray();
        int depth = 0;
        int i = 0;
        while (i < a.length && words.size() < WORDS) {
            char c = a[i];
            if (Character.isLetter(c) || c == '_') {
                int from = i;
                while (i < a.length && (Character.isLetterOrDigit(a[i]) || "_$.".indexOf(a[i]) >= 0)) {
                    i++;
                }
                String word = sql.substring(from, i);
                if (depth == 0 && word.chars().allMatch(part -> Character.isLetter(part) || part == '_')) {
                    words.add(word.toUpperCase(Locale.ENGLISH));
                }
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            i = behind(a, i);
        }
        return words;
    }

    private static int behind(char[] a, int i) {
        char next = i + 1 < a.length ? a[i + 1] : '\0';
        int last =
                switch (a[i]) {
                    case '\'' -> Parser.parseSingleQuotes(a, i, true);
                    case '"' -> Parser.parseDoubleQuotes(a, i);
                    case '$' -> Parser.parseDollarQuotes(a, i);
                    case '-' -> next == '-' ? Parser.parseLineComment(a, i) : i;
                    case '/' -> next == '*' ? Parser.parseBlockComment(a, i) : i;
                    default -> i;
                };
        return last + 1;
    }
}
