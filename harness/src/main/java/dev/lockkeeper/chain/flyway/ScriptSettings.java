package dev.lockkeeper.chain.flyway;

import dev.lockkeeper.chain.ChainDraft;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.model.SourceSpan;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What {@code <script>.sql.conf} says about one script.
 *
 * @param text the file itself, null when there is none
 * @param executeInTransaction null when it does not say
 */
record ScriptSettings(
        @Nullable SourceText text,
        @Nullable Boolean executeInTransaction,
        @Nullable Charset encoding,
        boolean placeholderReplacement,
        boolean shouldExecute) {

    private static final Set<String> KEYS =
            new TreeSet<>(Set.of("executeInTransaction", "encoding", "placeholderReplacement", "shouldExecute"));

    static ScriptSettings of(Path script, FlywaySettings settings, ChainDraft draft) {
        Path file = script.resolveSibling(script.getFileName() + ".conf");
        if (!Files.isRegularFile(file)) {
            return new ScriptSettings(null, null, null, settings.replacesPlaceholders(), true);
        }
        SourceText text = draft.text(file);
        Map<String, String> values = new TreeMap<>(FlywayConfigFile.properties(text.text()));
        values.keySet().stream().filter(key -> !KEYS.contains(key)).forEach(key -> draft.mistakes()
                .add(
                        new SourceSpan(text.file(), lineOf(key, text)),
                        "Flyway stops at \"%s\", which it does not know here".formatted(key),
                        "a script's .conf knows " + String.join(", ", KEYS)));
        String inTransaction = values.get("executeInTransaction");
        String encoding = values.get("encoding");
        return new ScriptSettings(
                text,
                inTransaction == null ? null : Boolean.valueOf(inTransaction.strip()),
                encoding == null ? null : FlywaySettings.charset(encoding.strip()),
                Boolean.parseBoolean(
                        values.getOrDefault("placeholderReplacement", String.valueOf(settings.replacesPlaceholders()))),
                !values.getOrDefault("shouldExecute", "true").strip().equalsIgnoreCase("false"));
    }

    private static int lineOf(String key, SourceText text) {
        for (int line = 1; line <= text.lines(); line++) {
            if (text.line(line).contains(key)) {
                return line;
            }
        }
        return 1;
    }
}
