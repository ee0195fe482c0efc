package dev.lockkeeper.rows;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the table that a statement names, by as many parts of its name as the statement gives. */
final class TableNames {

    private TableNames() {}

    /** The full name as the catalogue writes it; {@code public} comes first where several would do. */
    static Optional<String> find(String name, Collection<String> known) {
        List<String> parts = parts(name);
        return known.stream()
                .filter(table -> {
                    List<String> full = parts(table);
                    return full.size() >= parts.size()
                            && full.subList(full.size() - parts.size(), full.size())
                                    .equals(parts);
                })
                .min(Comparator.comparing((String table) -> !table.startsWith("public."))
                        .thenComparing(Comparator.naturalOrder()));
    }

    static List<String> parts(String name) {
        return SqlWords.of(name).stream()
                .filter(SqlWords.Word::name)
                .map(SqlWords.Word::text)
                .toList();
    }
}
