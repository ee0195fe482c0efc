package dev.lockkeeper.config;

import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a YAML file as nodes that know their line; values stay the text that was written. */
final class YamlFile {

    private YamlFile() {}

    /** Empty when there is nothing but comments in it. */
    static Optional<Node> read(Path file) {
        try {
            @Nullable Node node = new Yaml(new LoaderOptions()).compose(new StringReader(text(file)));
            return Optional.ofNullable(node);
        } catch (MarkedYAMLException e) {
            throw unreadable(file, line(e) + e.getProblem());
        } catch (YAMLException e) {
            throw unreadable(file, String.valueOf(e.getMessage()));
        }
    }

    private static String text(Path file) {
        try {
            String text = Files.readString(file);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw unreadable(file, "There is no such file.").tryThis("lockkeeper init");
        } catch (CharacterCodingException e) {
            throw unreadable(file, "It is not UTF-8.");
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()));
        }
    }

    private static String line(MarkedYAMLException e) {
        @Nullable Mark mark = e.getProblemMark();
        return mark == null ? "" : "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ";
    }

    private static LockkeeperException unreadable(Path file, String answer) {
        return LockkeeperException.because("Could not read " + file + ".").answered(answer);
    }
}
