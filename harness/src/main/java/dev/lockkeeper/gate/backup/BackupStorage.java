package dev.lockkeeper.gate.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where backups lie. */
public interface BackupStorage {

    /** Names of all backups, the oldest first. */
    List<String> names() throws IOException;

    /** A new, empty folder of this machine to make a backup in; nobody else may read it. */
    Path workshop() throws IOException;

    /** Takes a finished backup; it is there whole or not at all. */
    void put(String name, Path folder) throws IOException;

    /** A folder of this machine with the backup's files. */
    Path get(String name) throws IOException;

    /** Writes one file of a backup anew. */
    void replace(String name, String file, byte[] content) throws IOException;

    void delete(String name) throws IOException;

    /** Where that is, for people. */
    String shown();
}
