package dev.lockkeeper.chain.foreign;

import dev.lockkeeper.chain.Glance;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises migrations written in Ruby for Rails. */
public final class Rails extends ForeignFormat {

    private static final Pattern STEP = Pattern.compile("\\d{14}_.*\\.rb");

    public Rails() {
        super(
                "rails",
                "Rails",
                "db/migrate/<time>_<name>.rb",
                "schema_migrations",
                "run the steps with ActiveRecord's log on, or take db/structure.sql (config.active_record.schema_format = :sql)");
    }

    @Override
    public Optional<String> recognise(Glance glance) {
        return glance.names(STEP).stream().findFirst().map(name -> "files like " + name);
    }
}
