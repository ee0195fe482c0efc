package dev.lockkeeper.server;

/** How a server of ours is set up: for speed, and otherwise like a production server that can do everything. */
final class ServerSettings {

    private static final String COMMON =
            """
            # Nobody minds losing this server.
            fsync = off
            synchronous_commit = off
            full_page_writes = off
            autovacuum = off
            wal_init_zero = off
            max_wal_size = 256MB
            checkpoint_timeout = 1h
            jit = off
            # In the server's own folder, with whose end it goes, and not in /dev/shm, which a container keeps small.
            dynamic_shared_memory_type = mmap
            # As much as any production server has, so that no migration fails only here.
            wal_level = logical
            max_wal_senders = 4
            max_replication_slots = 10
            max_prepared_transactions = 10
            max_connections = 100
            # One transaction of a big step locks thousands of relations.
            max_locks_per_transaction = 256
            shared_buffers = 64MB
            # Only why it started and ended: what a statement did wrong goes to its session.
            log_min_messages = log
            log_min_error_statement = panic
            log_checkpoints = off
            log_timezone = 'UTC'
            timezone = 'UTC'
            datestyle = 'iso, mdy'
            password_encryption = md5
            """;

    /** Only for servers we start ourselves. */
    private static final String OWN =
            """
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            """;

    private ServerSettings() {}

    /** What a server in a container is told too. */
    static String shared(int major) {
        return major >= 18 ? COMMON + "md5_password_warnings = off\n" : COMMON;
    }

    static String own(int major) {
        // Clones of a database on tmpfs take half the time.
        boolean clones = major >= 18 && !Platform.windows() && !Platform.mac();
        return shared(major) + OWN + (clones ? "file_copy_method = clone\n" : "");
    }
}
