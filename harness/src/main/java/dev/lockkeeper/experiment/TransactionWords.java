package dev.lockkeeper.experiment;

import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Statement;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a statement's first words say about transactions; the server decides, this only chooses where to try. */
public final class TransactionWords {

    private static final Pattern BEGINS = Pattern.compile("(?is)^(begin\\b(?!\\s+atomic)|start\\s+transaction\\b).*");
    private static final Pattern ENDS =
            Pattern.compile("(?is)^(commit|end|rollback|abort|prepare\\s+transaction)\\b.*");
    private static final Pattern TO_SAVEPOINT = Pattern.compile("(?is)^rollback\\s+(work\\s+|transaction\\s+)?to\\b.*");
    private static final Pattern NEEDS_A_BLOCK =
            Pattern.compile("(?is)^(savepoint|release|lock|declare|rollback\\s+(work\\s+|transaction\\s+)?to)\\b.*");
    private static final Pattern REFUSED_IN_A_BLOCK =
            Pattern.compile("(?is)^(create\\s+(unique\\s+)?index\\s+concurrently|drop\\s+index\\s+concurrently"
                    + "|reindex\\b.*\\b(concurrently|schema|database|system)\\b|vacuum\\b|create\\s+database|drop\\s+database"
                    + "|alter\\s+system|create\\s+tablespace|drop\\s+tablespace|alter\\s+database\\b.*\\bset\\s+tablespace"
                    + "|alter\\s+table\\b.*\\bdetach\\s+partition\\b.*\\bconcurrently\\b|cluster\\s*$"
                    + "|create\\s+subscription|drop\\s+subscription|discard\\s+all)\\b?.*");
    private static final Pattern SAME_IN_A_BLOCK = Pattern.compile(
            "(?is)^(create|alter|drop|comment|grant|revoke|insert|update|delete|merge|truncate|select|with|copy|refresh"
                    + "|do|import|reassign|security|analyze)\\b.*");
    private static final Pattern COMMITS = Pattern.compile("(?is)\\b(commit|rollback)\\b");
    private static final Pattern MAY_COMMIT_INSIDE = Pattern.compile("(?is)^(call|do)\\b.*");
    private static final Pattern SESSION = Pattern.compile(
            "(?is)^(set\\s+(?!local\\b|constraints\\b|transaction\\b)|reset\\b|create\\s+(local\\s+|global\\s+)?temp|discard\\b"
                    + "|load\\b|listen\\b|prepare\\s+(?!transaction)).*|.*\\bset_config\\s*\\(.*");
    private static final Pattern ROLES = Pattern.compile(
            "(?is)\\b(create|alter|drop)\\s+(role|user|group)\\b(?!\\s+mapping)|\\balter\\s+database\\b");

    private TransactionWords() {}

    public static boolean begins(Statement statement) {
        return BEGINS.matcher(words(statement)).matches();
    }

    public static boolean ends(Statement statement) {
        String words = words(statement);
        return ENDS.matcher(words).matches() && !TO_SAVEPOINT.matcher(words).matches();
    }

    public static boolean rollsBack(Statement statement) {
        String first = words(statement).toLowerCase(Locale.ROOT);
        return ends(statement) && (first.startsWith("rollback") || first.startsWith("abort"));
    }

    /** Whether the server refuses it inside a transaction block. */
    public static boolean refusedInBlock(Statement statement) {
        return REFUSED_IN_A_BLOCK.matcher(words(statement)).matches();
    }

    /** Whether a statement that commits by itself does the same in a transaction of its own. */
    public static boolean sameInTransaction(Statement statement) {
        String words = words(statement);
        boolean commits = words.length() > 2
                && words.substring(0, 2).equalsIgnoreCase("do")
                && COMMITS.matcher(words).find();
        return SAME_IN_A_BLOCK.matcher(words).matches() && !refusedInBlock(statement) && !commits;
    }

    /** Whether it changes something that lives as long as the session. */
    static boolean changesSession(Statement statement) {
        return SESSION.matcher(words(statement)).matches();
    }

    /** Whether it reaches beyond its database: roles, their settings, a database's settings. */
    static boolean touchesServer(String sql) {
        return ROLES.matcher(sql).find();
    }

    /** Whether the script can be tried inside a transaction of ours that is rolled back. */
    static boolean fitsInTransaction(Script script) {
        return script.statements().stream().noneMatch(statement -> endsOurTransaction(script, statement));
    }

    private static boolean endsOurTransaction(Script script, Statement statement) {
        String words = words(statement);
        boolean alone =
                switch (script.grouping()) {
                    case TRANSACTION -> false;
                    case SIMPLE_QUERY -> script.statements().size() == 1;
                    case AUTOCOMMIT -> true;
                };
        return begins(statement)
                || ends(statement)
                || refusedInBlock(statement)
                || (alone
                        && (NEEDS_A_BLOCK.matcher(words).matches()
                                || MAY_COMMIT_INSIDE.matcher(words).matches()));
    }

    private static String words(Statement statement) {
        return statement.sql().strip();
    }
}
