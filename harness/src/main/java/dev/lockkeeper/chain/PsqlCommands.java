package dev.lockkeeper.chain;

import dev.lockkeeper.chain.SplitSql.PsqlCommand;
import java.util.Locale;
import java.util.Set;

/** Which backslash commands may be left out because nothing in the database depends on them. */
final class PsqlCommands {

    /** What pg_dump writes, and what only changes the way psql prints. */
    private static final Set<String> SILENT = Set.of(
            "\\restrict",
            "\\unrestrict",
            "\\.",
            "\\echo",
            "\\qecho",
            "\\warn",
            "\\timing",
            "\\pset",
            "\\x",
            "\\t",
            "\\a",
            "\\f",
            "\\H",
            "\\C",
            "\\o",
            "\\r",
            "\\errverbose",
            "\\conninfo",
            "\\q");

    /** Variables by which psql itself works; any other could be put into the SQL. */
    private static final Set<String> OWN_VARIABLES = Set.of(
            "ON_ERROR_STOP",
            "QUIET",
            "VERBOSITY",
            "ECHO",
            "ECHO_HIDDEN",
            "SHOW_CONTEXT",
            "HIDE_TABLEAM",
            "HIDE_TOAST_COMPRESSION",
            "ON_ERROR_ROLLBACK",
            "FETCH_COUNT",
            "SHOW_ALL_RESULTS");

    private PsqlCommands() {}

    static boolean isHarmless(PsqlCommand command) {
        if (command.insideStatement()) {
            return false;
        }
        String argument = command.argument();
        return switch (command.name()) {
            case "\\set", "\\unset" ->
                OWN_VARIABLES.contains(firstWord(argument).toUpperCase(Locale.ROOT))
                        && !argument.startsWith("ON_ERROR_ROLLBACK");
            case "\\encoding" -> argument.replace("'", "").matches("(?i)utf-?8|unicode");
            case "\\d", "\\dt" -> true;
            default -> SILENT.contains(command.name()) && !argument.contains("`");
        };
    }

    private static String firstWord(String argument) {
        return argument.split("\\s", 2)[0];
    }
}
