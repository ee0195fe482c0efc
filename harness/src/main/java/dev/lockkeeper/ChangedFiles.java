package dev.lockkeeper;

import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files that are new or changed, by which a run is narrowed to the steps that they are part of. */
public final class ChangedFiles {

    private final Set<Path> files;

    private ChangedFiles(Set<Path> files) {
        this.files = Set.copyOf(files);
    }

    /** Just these files, as a hook names those that are about to be committed. */
    public static ChangedFiles of(Collection<Path> files) {
        Set<Path> real = new HashSet<>();
        files.forEach(file -> real.add(real(file)));
        return new ChangedFiles(real);
    }

    /**
     * What differs from a git ref, in commits or not yet.
     *
     * @param ref a branch, tag or commit; what changed on its side since the two parted does not count
     * @param here a folder of the repository
     */
    public static ChangedFiles since(String ref, Path here) {
        Path folder = real(here);
        Path top = Path.of(git(folder, ref, "rev-parse", "--show-toplevel").strip());
        String base =
                git(folder, ref, "merge-base", "--end-of-options", ref, "HEAD").strip();
        Set<Path> files = new HashSet<>();
        Stream.of(
                        git(top, ref, "diff", "--name-only", "--diff-filter=d", "-z", base),
                        git(top, ref, "ls-files", "--others", "--exclude-standard", "-z"))
                .flatMap(names -> Stream.of(names.split("\0")))
                .filter(name -> !name.isEmpty())
                .forEach(name -> files.add(real(top.resolve(name))));
        return new ChangedFiles(files);
    }

    /** Whether a file of the step, its way back, its rows or its probes is among them. */
    boolean concern(Chain chain, Step step, @Nullable Path fixtures) {
        List<String> own = new ArrayList<>(List.of(step.file(), step.up().at().file()));
        if (step.down() instanceof Down.Written written) {
            own.add(written.source().at().file());
        }
        return own.stream().anyMatch(file -> contains(chain.path().resolve(file)))
                || (fixtures != null && anyBelow(fixtures, step.version()));
    }

    boolean contains(Path file) {
        return files.contains(real(file));
    }

    boolean anyIn(Path folder) {
        Path real = real(folder);
        return files.stream().anyMatch(file -> file.startsWith(real));
    }

    /** {@code 7.sql}, {@code 7.probe.sql} and what lies in the folder {@code 7}. */
    private boolean anyBelow(Path fixtures, String version) {
        Path folder = real(fixtures);
        return files.stream()
                .filter(file -> file.startsWith(folder))
                .map(file -> folder.relativize(file).getName(0).toString())
                .anyMatch(name ->
                        name.equals(version) || name.equals(version + ".sql") || name.equals(version + ".probe.sql"));
    }

    /** Git answers with real paths, so links on the way are followed; a file that is gone keeps its name. */
    private static Path real(Path file) {
        Path full = file.toAbsolutePath().normalize();
        try {
            return full.toRealPath();
        } catch (IOException gone) {
            return full;
        }
    }

    private static String git(Path folder, String ref, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() == 0) {
                return answer;
            }
            throw unknown(ref).answered("git answered: " + answer.strip());
        } catch (IOException e) {
            throw unknown(ref)
                    .answered("git could not be started: " + e.getMessage())
                    .causedBy(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(ref).causedBy(e);
        }
    }

    private static LockkeeperException unknown(String ref) {
        return LockkeeperException.because("Could not find out what is new since " + ref + ".")
                .tryThis("a branch, tag or commit that is here; in CI fetch the whole history first.");
    }
}
