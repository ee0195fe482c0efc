package dev.lockkeeper.chain.flyway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds migrations written in Java or Kotlin that Flyway would run among the scripts of a project's resources. */
final class FlywayPrograms {

    private static final String RESOURCES = "src/main/resources/";

    private FlywayPrograms() {}

    /** Scripts in {@code src/main/resources/db/migration} have their programs in {@code src/main/java/db/migration}. */
    static List<Path> beside(List<Path> locations) {
        return locations.stream()
                .flatMap(location ->
                        Stream.of("java", "kotlin", "groovy", "scala").flatMap(language -> folder(location, language)))
                .flatMap(folder -> FlywayLocations.files(List.of(folder)).stream())
                .toList();
    }

    private static Stream<Path> folder(Path location, String language) {
        String path = location.toAbsolutePath().normalize().toString().replace('\\', '/') + "/";
        int at = path.indexOf(RESOURCES);
        if (at < 0) {
            return Stream.empty();
        }
        Path folder =
                Path.of(path.substring(0, at) + "src/main/" + language + "/" + path.substring(at + RESOURCES.length()));
        return Files.isDirectory(folder) ? Stream.of(folder) : Stream.empty();
    }
}
