package dev.lockkeeper.chain.foreign;

import dev.lockkeeper.chain.Glance;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises migrations of a Django app. */
public final class Django extends ForeignFormat {

    private static final Pattern STEP = Pattern.compile("\\d{4}_.*\\.py");

    public Django() {
        super(
                "django",
                "Django",
                "<app>/migrations/<number>_<name>.py",
                "django_migrations",
                "python manage.py sqlmigrate APP NAME for each step, with --backwards for the way back");
    }

    @Override
    public Optional<String> recognise(Glance glance) {
        return glance.files().stream()
                .filter(file -> STEP.matcher(file.getFileName().toString()).matches())
                .filter(file -> glance.text(file).contains("migrations.Migration"))
                .map(file -> "a class of Django in " + file.getFileName())
                .findFirst();
    }
}
