package dev.lockkeeper.gate.apply;

import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Small statements with their values, and the digests of files that some tools keep. */
final class Sql {

    private Sql() {}

    static void run(Connection session, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    static boolean exists(Connection session, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Several statements at once, without values. */
    static void script(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    static byte[] bytes(Chain chain, Step step) {
        Path file = chain.path().resolve(step.file());
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw LockkeeperException.because("Could not read " + file + ".").answered(String.valueOf(e.getMessage()));
        }
    }

    static byte[] digest(String algorithm, Chain chain, Step step) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes(chain, step));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has " + algorithm, impossible);
        }
    }

    /** The name of a step's file without its folder. */
    static String fileName(Step step) {
        return String.valueOf(Path.of(step.file()).getFileName());
    }

    /** The folder of a step that has one of its own. */
    static String folder(Step step) {
        Path parent = Path.of(step.file()).getParent();
        return parent == null ? fileName(step) : String.valueOf(parent.getFileName());
    }

    /** The digits that a name begins with. */
    static long leadingNumber(String name) {
        String digits = name.replaceFirst("\\D.*$", "");
        return Long.parseLong(digits);
    }
}
