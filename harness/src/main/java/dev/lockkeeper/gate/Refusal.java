package dev.lockkeeper.gate;

import java.util.Locale;

/**
 * Why the gate stays shut.
 *
 * @param said what was found, in one or two sentences
 * @param advice what to do next
 */
public record Refusal(Reason reason, String said, String advice) {

    /** The ways in which an attestation or a deploy fails to hold; each has a message of its own. */
    public enum Reason {
        UNREADABLE,
        FOREIGN_PAYLOAD,
        UNSIGNED,
        UNKNOWN_SIGNER,
        FORGED,
        INCOMPLETE,
        OTHER_SCHEMA,
        EXPIRED,
        NOT_YET,
        TOO_LONG,
        CLOCK,
        UNSAFE,
        UNDECIDED,
        CHAIN_MISSING,
        CHAIN_UNKNOWN,
        CHAIN_FORMAT,
        FILE_EDITED,
        FILE_ADDED,
        FILE_REMOVED,
        OTHER_SERVER,
        OTHER_DATABASE,
        RECREATED_DATABASE,
        OTHER_NAME,
        OTHER_VERSION,
        OTHER_IGNORES,
        STANDBY,
        DRIFTED,
        HISTORY_MOVED,
        ALREADY_USED,
        UNFINISHED,
        LOCKED,
        LOCK_LOST,
        NO_COMMAND,
        COMMAND_FAILED,
        INTERRUPTED,
        NOT_REACHED,
        ROWS_LOST,
        INTEGRITY;

        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Override
    public String toString() {
        return said + "\nTry: " + advice;
    }
}
