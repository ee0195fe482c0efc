package dev.lockkeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sound step with its base and rows, and the ways to break it. In the file, {@code ==> PATH} begins a file of the chain
 * and {@code ==> faults} the faults: a name, then pairs of lines with a text of the last up ({@code u}) or down ({@code d})
 * and what stands in its place ({@code +}).
 */
record SeededStep(String name, Map<String, String> files, List<Fault> faults) {

    private static final String HEAD = "==> ";

    /** One way to break it. */
    record Fault(String name, List<Edit> edits) {}

    /** A replacement in the last up or down. */
    record Edit(boolean up, String text, String instead) {}

    static SeededStep parse(Path file) throws IOException {
        Map<String, String> files = new TreeMap<>();
        List<Fault> faults = new ArrayList<>();
        String part = "";
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(HEAD)) {
                part = line.substring(HEAD.length());
            } else if (!part.equals("faults")) {
                files.merge(part, line + "\n", String::concat);
            } else if (line.startsWith("u ") || line.startsWith("d ")) {
                String instead = lines.get(++i);
                faults.get(faults.size() - 1)
                        .edits()
                        .add(new Edit(
                                line.charAt(0) == 'u',
                                line.substring(2),
                                instead.length() > 2 ? instead.substring(2) : ""));
            } else {
                faults.add(new Fault(line, new ArrayList<>()));
            }
        }
        String name = String.valueOf(file.getFileName());
        return new SeededStep(name.substring(0, name.indexOf('.')), files, faults);
    }

    Path layOut(Path place, List<Edit> edits) throws IOException {
        Map<String, String> now = new TreeMap<>(files);
        for (Edit edit : edits) {
            String path = last(edit.up() ? ".up.sql" : ".down.sql");
            String sound = now.getOrDefault(path, "");
            assertThat(sound).as("%s of %s", path, name).contains(edit.text());
            now.put(path, sound.replace(edit.text(), edit.instead()));
        }
        for (Map.Entry<String, String> entry : now.entrySet()) {
            Path path = place.resolve(entry.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, entry.getValue());
        }
        return place;
    }

    private String last(String suffix) {
        return files.keySet().stream()
                .filter(path -> path.endsWith(suffix))
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
