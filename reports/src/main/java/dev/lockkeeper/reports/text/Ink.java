package dev.lockkeeper.reports.text;

import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.Verdict;

/** Colours of a terminal, or none. */
record Ink(boolean colour) {

    String bold(String text) {
        return paint("1", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    String verdict(Verdict verdict, String text) {
        return switch (verdict) {
            case SAFE -> paint("1;32", text);
            case UNSAFE -> paint("1;31", text);
            case UNDECIDED -> paint("1;33", text);
        };
    }

    String severity(Severity severity, String text) {
        return switch (severity) {
            case ERROR -> paint("1;31", text);
            case WARNING -> paint("1;33", text);
            case NOTE -> paint("36", text);
        };
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
