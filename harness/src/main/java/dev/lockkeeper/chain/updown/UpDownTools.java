package dev.lockkeeper.chain.updown;

import dev.lockkeeper.chain.Glance;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Several tools name their files {@code 1_name.up.sql}; the project around the folder tells which of them it uses. */
public final class UpDownTools {

    /** File names all of them take. */
    public static final Pattern NUMBERED = Pattern.compile("[0-9]+_.*\\.(?:up|down)\\.sql");

    private UpDownTools() {}

    /** The ids of the formats it may be; golang-migrate, the commonest by far, when nothing tells. */
    public static Set<String> of(Glance glance) {
        Set<String> tools = new TreeSet<>();
        if (glance.projectNames("go.mod", "golang-migrate")) {
            tools.add("golang-migrate");
        }
        if (glance.projectHas(".sqlx") || glance.projectNames("Cargo.toml", "sqlx")) {
            tools.add("sqlx");
        }
        if (glance.projectNames("package.json", "node-pg-migrate")) {
            tools.add("node-pg-migrate");
        }
        return tools.isEmpty() ? Set.of("golang-migrate") : tools;
    }
}
