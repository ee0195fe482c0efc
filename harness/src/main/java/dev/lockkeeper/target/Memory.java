package dev.lockkeeper.target;

import dev.lockkeeper.model.LockkeeperException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was seen of a target before: which server it is, and the digest of every file that had run. Kept as a text file
 * beside the configuration, so that it can be committed.
 */
public final class Memory {

    private static final String FOLDER = ".lockkeeper";

    private final Optional<String> system;
    private final Map<String, String> digests;

    private Memory(Optional<String> system, Map<String, String> digests) {
        this.system = system;
        this.digests = digests;
    }

    public static Memory none() {
        return new Memory(Optional.empty(), new TreeMap<>());
    }

    /** Where the memory of a target lies. */
    public static Path file(Path folder, String target) {
        return folder.resolve(FOLDER).resolve(target.replaceAll("[^A-Za-z0-9._-]", "_") + ".seen");
    }

    /** What the file says; nothing when it is not there. */
    public static Memory read(Path file) {
        if (!Files.isRegularFile(file)) {
            return none();
        }
        Map<String, String> digests = new TreeMap<>();
        Optional<String> system = Optional.empty();
        try {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split("\t");
                if (words.length == 2 && words[0].equals("system")) {
                    system = Optional.of(words[1]);
                } else if (words.length == 4 && words[0].equals("ran")) {
                    digests.put(words[1] + "\t" + words[2], words[3]);
                }
            }
        } catch (IOException e) {
            throw LockkeeperException.because("Could not read " + file + ".").answered(String.valueOf(e.getMessage()));
        }
        return new Memory(system, digests);
    }

    /** The server's number, as it was when the target was first seen. */
    public Optional<String> system() {
        return system;
    }

    /** The digest of a file, as it was when the step was first seen applied. */
    Optional<String> digest(String chain, String version) {
        return Optional.ofNullable(digests.get(chain + "\t" + version));
    }

    /** The versions of a chain that were seen applied. */
    List<String> versions(String chain) {
        return digests.keySet().stream()
                .filter(key -> key.startsWith(chain + "\t"))
                .map(key -> key.substring(chain.length() + 1))
                .toList();
    }

    /** This memory and what is seen now; what was remembered before stays as it was, since it may be the truer one. */
    public Memory with(TargetIdentity identity, List<History> histories) {
        Map<String, String> more = new TreeMap<>(digests);
        for (History history : histories) {
            String chain = history.chain().name();
            history.in(StepStanding.State.APPLIED)
                    .filter(step -> step.troubles().isEmpty())
                    .forEach(standing -> standing.step()
                            .ifPresent(step -> more.putIfAbsent(chain + "\t" + step.version(), step.checksum())));
        }
        return new Memory(system.or(identity::systemIdentifier), more);
    }

    public void write(Path file) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "# What Lockkeeper saw on this target. Commit it, so that edited files and mistaken servers are told.");
        system.ifPresent(number -> lines.add("system\t" + number));
        digests.forEach((step, digest) -> lines.add("ran\t" + step + "\t" + digest));
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Files.write(file, lines);
        } catch (IOException e) {
            throw LockkeeperException.because("Could not write " + file + ".").answered(String.valueOf(e.getMessage()));
        }
    }
}
