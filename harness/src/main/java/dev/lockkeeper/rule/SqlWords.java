package dev.lockkeeper.rule;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Statement;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A statement's words as rules read them: lower case, single blanks, no comments, strings emptied. The body of a DO block
 * or a function stays, since what stands in it runs too.
 */
public final class SqlWords {

    private static final Pattern NOISE =
            Pattern.compile("--[^\\n]*|/\\*.*?\\*/|(?<![\\w$])'(?:[^']++|'')*+'", Pattern.DOTALL);
    private static final Pattern ROWS = Pattern.compile("^(insert|update|delete|merge|copy|with)\\b.*");

    private final String written;
    private final String words;

    private SqlWords(String written) {
        this.written = written;
        this.words = written.toLowerCase(Locale.ROOT);
    }

    public static SqlWords of(Statement statement) {
        String plain =
                NOISE.matcher(statement.sql()).replaceAll(found -> found.group().startsWith("'") ? "''" : " ");
        return new SqlWords(plain.replaceAll("\\s+", " ").strip());
    }

    /** Whether the words stand in it one after the other; between two of them {@code …} stands for anything. */
    public boolean has(String phrase) {
        String pattern = phrase.strip().replace(" … ", "\\b.*\\b").replace(" ", "\\s+");
        return Pattern.compile("\\b(?:" + pattern + ")\\b").matcher(words).find();
    }

    public boolean starts(String phrase) {
        return Pattern.compile("^(?:" + phrase.replace(" ", "\\s+") + ")\\b")
                .matcher(words)
                .find();
    }

    /** Whether it names the object by the last part of its name. */
    public boolean names(String name) {
        String last = lastName(name).replace("\"", "").toLowerCase(Locale.ROOT);
        return Pattern.compile("(?<![\\w$])" + Pattern.quote(last) + "(?![\\w$])")
                .matcher(words)
                .find();
    }

    /** Whether it is a block of code, whose statements cannot be told apart by their words. */
    public boolean isBlock() {
        return starts("do|call|select");
    }

    /** Whether it writes rows and nothing else. */
    public boolean writesRows() {
        return ROWS.matcher(words).matches();
    }

    /** {@code users_email_idx} of {@code auth.users_email_idx}, quoted where needed. */
    public static String lastName(String name) {
        String bare = name.contains("(") ? name.substring(0, name.indexOf('(')) : name;
        int quote = bare.endsWith("\"") ? bare.lastIndexOf("\"", bare.length() - 2) : bare.length();
        int dot = bare.lastIndexOf('.', quote);
        return bare.substring(dot + 1);
    }

    /** The own name of a constraint, column or trigger, without its table. */
    public static String lastName(CatalogObject object) {
        return lastName(object.id().name());
    }

    /** The words with the letters they were written in, since those of a quoted name count. */
    public String written() {
        return written;
    }

    @Override
    public String toString() {
        return words;
    }
}
