package dev.lockkeeper.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What is read again together: a relation with all that hangs on it, a type, a routine, or a whole shelf (then the id is
 * 0). The id is the server's own and never leaves this package.
 */
record Home(Shelf shelf, long oid) {

    static Home whole(Shelf shelf) {
        return new Home(shelf, 0);
    }

    /** Reads {@code R17}, {@code T17}, {@code F17} or the name of a shelf, as the queries write it; {@code -} is nowhere. */
    static @Nullable Home parse(String text) {
        if (text.equals("-")) {
            return null;
        }
        boolean numbered = Character.isDigit(text.charAt(text.length() - 1));
        return numbered
                ? new Home(lettered(text.charAt(0)), Long.parseLong(text.substring(1)))
                : whole(Shelf.valueOf(text));
    }

    private static Shelf lettered(char letter) {
        return switch (letter) {
            case 'R' -> Shelf.RELATION;
            case 'T' -> Shelf.TYPE;
            case 'F' -> Shelf.ROUTINE;
            default -> throw new IllegalArgumentException("No shelf has the letter " + letter);
        };
    }

    /** The same in every run, which an enum's own is not. */
    @Override
    public int hashCode() {
        return Long.hashCode(oid);
    }
}
