package dev.lockkeeper.chain;

/** One row of {@code lockkeeper formats}. */
public record FormatCard(String title, String files, String down, String transaction, String optOut, String history) {}
