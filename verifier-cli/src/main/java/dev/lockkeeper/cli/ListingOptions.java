package dev.lockkeeper.cli;

import dev.lockkeeper.target.Target;
import picocli.CommandLine.Option;

/** The options of commands that print a listing. */
final class ListingOptions {

    // picocli sets it before the command runs.
    @Option(names = "--format", paramLabel = "FORM", defaultValue = "table", description = "table (default) or json")
    private Table.Form form = Table.Form.table;

    /** A listing that belongs to a live database says in front which it is. */
    void print(Target target, Table table, Console console) {
        if (form == Table.Form.table) {
            console.out().println(TargetWords.line(target));
        }
        print(table, console);
    }

    Table.Form form() {
        return form;
    }

    void print(Table table, Console console) {
        console.out().print(table.as(form));
    }
}
