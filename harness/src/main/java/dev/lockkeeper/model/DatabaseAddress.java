package dev.lockkeeper.model;

/** Where a database answers and as whom to ask; its text form never shows the password. */
public record DatabaseAddress(String host, int port, String database, String user, String password) {

    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    public DatabaseAddress withDatabase(String other) {
        return new DatabaseAddress(host, port, other, user, password);
    }

    public DatabaseAddress withUser(String otherUser, String otherPassword) {
        return new DatabaseAddress(host, port, database, otherUser, otherPassword);
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + database;
    }
}
