package dev.lockkeeper.cli;

import picocli.CommandLine.Option;

/** The options of commands that print a listing. */
final class ListingOptions {

    // picocli sets it before the command runs.
    @Option(names = "--format", paramLabel = "FORM", defaultValue = "table", description = "table (default) or json")
    private Table.Form form = Table.Form.table;

    void print(Table table, Console console) {
        console.out().print(table.as(form));
    }
}
