package dev.lockkeeper.cli;

import dev.lockkeeper.target.Target;
import dev.lockkeeper.target.TargetIdentity;
import java.util.SortedMap;
import java.util.TreeMap;

/** A live database in words. */
final class TargetWords {

    private TargetWords() {}

    static String line(Target target) {
        TargetIdentity identity = target.identity();
        return target.name() + ": " + target.shown() + ", PostgreSQL " + identity.version()
                + (identity.standby() ? ", a standby" : "")
                + identity.systemIdentifier()
                        .map(number -> ", system " + number)
                        .orElse("");
    }

    static SortedMap<String, String> identity(Target target) {
        TargetIdentity identity = target.identity();
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put("database", identity.database());
        fields.put("version", identity.version());
        fields.put("user", identity.user());
        fields.put("standby", String.valueOf(identity.standby()));
        fields.put("superuser", String.valueOf(identity.superuser()));
        identity.systemIdentifier().ifPresent(number -> fields.put("systemIdentifier", number));
        return fields;
    }
}
