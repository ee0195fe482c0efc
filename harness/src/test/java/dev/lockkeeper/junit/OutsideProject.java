package dev.lockkeeper.junit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A Maven project outside the repository. It has a local repository of its own, and finds this build in a repository made
 * for it and everything else in the one Maven already filled, so that nothing is fetched and nothing left behind.
 */
final class OutsideProject {

    static final String NEWEST_JUNIT = "6.1.3";

    private static final String VERSION = "0.1.0-SNAPSHOT";

    /**
     * What a run of Maven came to.
     *
     * @param failures what failed, by its name
     */
    record Built(int exit, String output, List<String> passed, Map<String, String> failures) {}

    private final Path folder;

    private OutsideProject(Path folder) {
        this.folder = folder;
    }

    static OutsideProject in(Path folder, String junit) throws IOException {
        OutsideProject project = new OutsideProject(folder);
        project.write("pom.xml", pom(junit));
        project.write("settings.xml", settings(folder));
        project.publish();
        return project;
    }

    void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    Built test() throws Exception {
        Path log = folder.resolve("log");
        List<String> command = List.of(
                maven(),
                "-B",
                "-s",
                "settings.xml",
                "-Dmaven.repo.local=" + folder.resolve("local"),
                "-Dlockkeeper.provider=" + System.getProperty("lockkeeper.provider", "embedded"),
                "test");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        int exit = builder.start().waitFor();
        return read(exit, Files.readString(log));
    }

    private Built read(int exit, String output) throws Exception {
        List<String> passed = new ArrayList<>();
        Map<String, String> failures = new TreeMap<>();
        Path report = folder.resolve("target/surefire-reports/TEST-shop.ShopMigrationsTest.xml");
        if (Files.exists(report)) {
            NodeList cases = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getElementsByTagName("testcase");
            for (int at = 0; at < cases.getLength(); at++) {
                Element one = (Element) cases.item(at);
                NodeList failure = one.getElementsByTagName("failure");
                if (failure.getLength() > 0) {
                    failures.put(one.getAttribute("name"), failure.item(0).getTextContent());
                } else if (one.getElementsByTagName("skipped").getLength() == 0) {
                    passed.add(one.getAttribute("name"));
                }
            }
        }
        return new Built(exit, output, passed, failures);
    }

    private static String maven() {
        String home = System.getenv("MAVEN_HOME");
        Path own = home == null ? Path.of("") : Path.of(home, "bin", "mvn");
        return home != null && Files.isExecutable(own) ? own.toString() : "mvn";
    }

    private void publish() throws IOException {
        Path group = folder.resolve("published/dev/lockkeeper");
        copyPom(Path.of("..", "pom.xml"), group, "lockkeeper");
        copyPom(Path.of("pom.xml"), group, "harness");
        Path jar = group.resolve("harness/" + VERSION + "/harness-" + VERSION + ".jar");
        Path classes = classes();
        if (Files.isRegularFile(classes)) {
            Files.copy(classes, jar, StandardCopyOption.REPLACE_EXISTING);
        } else {
            pack(classes, jar);
        }
    }

    private static void copyPom(Path pom, Path group, String artifact) throws IOException {
        Path to = group.resolve(artifact + "/" + VERSION + "/" + artifact + "-" + VERSION + ".pom");
        Files.createDirectories(to.getParent());
        Files.copy(pom, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path classes() {
        try {
            return Path.of(VerifyMigrations.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            out.setLevel(0);
            for (Path each : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(each).toString().replace('\\', '/')));
                Files.copy(each, out);
                out.closeEntry();
            }
        }
    }

    private static String settings(Path folder) {
        String filled =
                repository("filled", Path.of(System.getProperty("maven.repo.local", home(".m2", "repository"))));
        String published = repository("published", folder.resolve("published"));
        return """
                <settings>
                  <profiles><profile>
                    <id>here</id>
                    <repositories>%1$s%2$s</repositories>
                    <pluginRepositories>%3$s</pluginRepositories>
                  </profile></profiles>
                  <activeProfiles><activeProfile>here</activeProfile></activeProfiles>
                </settings>
                """
                .formatted(published, filled, filled.replace("repository>", "pluginRepository>"));
    }

    private static String repository(String id, Path folder) {
        return "<repository><id>" + id + "</id><url>" + folder.toUri() + "</url>"
                + "<releases><checksumPolicy>ignore</checksumPolicy></releases>"
                + "<snapshots><enabled>" + id.equals("published") + "</enabled>"
                + "<checksumPolicy>ignore</checksumPolicy></snapshots></repository>";
    }

    private static String home(String... names) {
        return Path.of(System.getProperty("user.home"), names).toString();
    }

    private static String pom(String junit) {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>shop</groupId><artifactId>shop</artifactId><version>1</version>
                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <dependencies>
                    <dependency><groupId>dev.lockkeeper</groupId><artifactId>harness</artifactId><version>%1$s</version><scope>test</scope></dependency>
                    <dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId><version>%2$s</version><scope>test</scope></dependency>
                  </dependencies>
                  <build><pluginManagement><plugins>
                    <plugin><artifactId>maven-resources-plugin</artifactId><version>3.3.1</version></plugin>
                    <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.14.1</version></plugin>
                    <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.5.3</version></plugin>
                  </plugins></pluginManagement></build>
                </project>
                """
                .formatted(VERSION, junit);
    }
}
