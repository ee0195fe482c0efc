package dev.lockkeeper.chain.flyway;

import dev.lockkeeper.chain.ChainDraft;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.model.Fact;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Puts values for placeholders into a script, by Flyway's rules. */
final class Placeholders {

    /** What stands in for values that only a live run has; fixed, so that two replays see the same. */
    private static final Map<String, String> STAND_INS = Map.of(
            "user", "postgres", "database", "postgres", "timestamp", "2000-01-01 00:00:00", "workingdirectory", ".");

    private final FlywaySettings settings;
    private final Map<String, String> values = new HashMap<>();
    private final ChainDraft draft;

    Placeholders(FlywaySettings settings, Map<String, String> configured, ChainDraft draft) {
        this.settings = settings;
        this.draft = draft;
        builtIn("defaultSchema", settings.defaultSchema());
        builtIn("table", settings.table());
        builtIn("environment", settings.environment());
        values.putAll(settings.placeholders());
        configured.forEach((name, value) -> values.put(name.toLowerCase(Locale.ROOT), value));
    }

    private void builtIn(String name, String value) {
        values.put(key(name), value);
    }

    private String key(String name) {
        return ("flyway" + settings.placeholderSeparator() + name).toLowerCase(Locale.ROOT);
    }

    SourceText replace(SourceText text, String fileName) {
        String prefix = settings.placeholderPrefix();
        String all = text.text();
        int at = all.indexOf(prefix);
        if (at < 0) {
            return text;
        }
        StringBuilder replaced = new StringBuilder(all.length());
        int done = 0;
        while (at >= 0) {
            int close = all.indexOf(settings.placeholderSuffix(), at + prefix.length());
            if (close < 0) {
                draft.mistakes().add(text.spanAt(at), "the placeholder that begins here has no end");
                break;
            }
            replaced.append(all, done, at)
                    .append(value(all.substring(at + prefix.length(), close), text, at, fileName));
            done = close + settings.placeholderSuffix().length();
            at = all.indexOf(prefix, done);
        }
        return text.replacedBy(replaced.append(all, done, all.length()).toString());
    }

    private String value(String name, SourceText text, int at, String fileName) {
        String key = name.toLowerCase(Locale.ROOT);
        String value = values.get(key);
        if (value != null) {
            return value;
        }
        if (key.equals(key("filename"))) {
            return fileName;
        }
        String standIn = key.startsWith(key("")) ? STAND_INS.get(key.substring(key("").length())) : null;
        String whole = settings.placeholderPrefix() + name + settings.placeholderSuffix();
        if (standIn == null) {
            draft.mistakes()
                    .add(
                            text.spanAt(at),
                            "the placeholder %s has no value".formatted(whole),
                            "set it under placeholders: of the chain in lockkeeper.yml");
            return "";
        }
        noteStandIn(whole, standIn, text, at);
        return standIn;
    }

    /** A statement on a database we do not name ourselves would change another one than the stage. */
    private void noteStandIn(String whole, String standIn, SourceText text, int at) {
        draft.saw(new Fact.NotObserved(
                "what %s at %s stands for".formatted(whole, text.spanAt(at)),
                "only a live run of Flyway knows; \"%s\" was put in its place. Set it under placeholders: in lockkeeper.yml"
                        .formatted(standIn)));
    }
}
