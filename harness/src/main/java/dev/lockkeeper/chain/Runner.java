package dev.lockkeeper.chain;

/**
 * What matters about the program that sends a chain's files to the server.
 *
 * @param oneSession whether a {@code SET} of one file is still in force in the next
 * @param isPsql whether it knows the backslash commands
 * @param sendsCopyRows whether it knows the rows behind {@code COPY … FROM stdin}
 * @param skipsByteOrderMark whether it takes a byte order mark off, and reads UTF-16
 */
public record Runner(
        String name, boolean oneSession, boolean isPsql, boolean sendsCopyRows, boolean skipsByteOrderMark) {

    /** Sends each file as it is over one connection. */
    public static Runner sendingFiles(String name) {
        return new Runner(name, true, false, false, false);
    }

    /** {@code psql -f FILE}, once for each file. */
    public static Runner psql() {
        return new Runner("psql", false, true, true, true);
    }
}
