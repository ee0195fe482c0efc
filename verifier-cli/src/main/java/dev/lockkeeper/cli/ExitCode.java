package dev.lockkeeper.cli;

import dev.lockkeeper.model.Verdict;

/** What the process answers to whoever called it; part of the public contract. */
enum ExitCode {
    SAFE(0),
    UNSAFE(1),
    /** Wrong usage, or input that could not be read. */
    USAGE(2),
    UNDECIDED(3),
    /** A bug of ours. */
    BUG(4);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static ExitCode of(Verdict verdict) {
        return switch (verdict) {
            case SAFE -> SAFE;
            case UNSAFE -> UNSAFE;
            case UNDECIDED -> UNDECIDED;
        };
    }
}
