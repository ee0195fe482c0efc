package dev.lockkeeper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A scenario of our own in one file: a title, settings, and the files of both sides under {@code ==> bad|safe|both PATH}.
 * An {@code .up.sql} without its {@code .down.sql} gets the mark of a step that is meant to be one-way.
 */
record ScenarioFile(AcceptanceScenario scenario, Map<String, String> settings, List<Part> parts) {

    private static final String FILE = "==> ";

    /** One file of one side, or of both. */
    record Part(String side, String path, String text) {
        boolean isOf(String wanted) {
            return side.equals(wanted) || side.equals("both");
        }
    }

    static ScenarioFile parse(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        Map<String, String> settings = new TreeMap<>();
        List<Part> parts = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith(FILE)) {
                String[] words = line.substring(FILE.length()).split(" ");
                parts.add(new Part(words[0], words[1], ""));
            } else if (parts.isEmpty()) {
                String[] setting = line.split(": ", 2);
                settings.put(setting[0], setting[1]);
            } else {
                Part last = parts.remove(parts.size() - 1);
                parts.add(new Part(last.side(), last.path(), last.text() + line + "\n"));
            }
        }
        String[] title = lines.get(0).split(" ", 3);
        Set<String> categories = Set.of(settings.remove("categories").split(", "));
        return new ScenarioFile(new AcceptanceScenario(title[1], title[2], categories), settings, parts);
    }

    Path layOut(String side, Path place) throws IOException {
        List<Part> files = parts.stream().filter(part -> part.isOf(side)).toList();
        for (Part part : files) {
            Path path = place.resolve(part.path());
            Files.createDirectories(path.getParent());
            boolean oneWay = part.path().endsWith(".up.sql")
                    && files.stream()
                            .noneMatch(other -> other.path().equals(part.path().replace(".up.", ".down.")));
            String mark = oneWay ? "-- lockkeeper:one-way reason=\"the scenario has no way back\"\n" : "";
            Files.writeString(path, mark + part.text());
        }
        Files.writeString(place.resolve("lockkeeper.yml"), configuration());
        return place;
    }

    private String configuration() {
        String format = settings.getOrDefault("format", "golang-migrate");
        StringBuilder yaml = new StringBuilder("chains:\n  - name: scenario\n    path: migrations\n    format: ")
                .append(format)
                .append("\n    fixtures: fixtures\n");
        for (String key : List.of("grouping", "role")) {
            if (settings.containsKey(key)) {
                yaml.append("    ")
                        .append(key)
                        .append(": ")
                        .append(settings.get(key))
                        .append('\n');
            }
        }
        return yaml.append("rows: { per-table: ")
                .append(settings.getOrDefault("rows", "0"))
                .append(" }\n")
                .toString();
    }
}
