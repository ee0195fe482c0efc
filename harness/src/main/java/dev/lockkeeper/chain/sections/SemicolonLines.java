package dev.lockkeeper.chain.sections;

/** The rule by which goose and sql-migrate end a statement: a semicolon at the end of the line's last word before a comment. */
final class SemicolonLines {

    private SemicolonLines() {}

    static boolean endsStatement(String line) {
        String last = "";
        for (String word : line.strip().split("\\s+")) {
            if (word.startsWith("--")) {
                break;
            }
            last = word;
        }
        return last.endsWith(";");
    }
}
