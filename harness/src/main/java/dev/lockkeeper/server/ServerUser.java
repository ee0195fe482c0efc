package dev.lockkeeper.server;

import dev.lockkeeper.model.LockkeeperException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The operating system user that runs our servers: ourselves, or {@code nobody} when we are root.
 *
 * <p>PostgreSQL refuses to run as root. An account {@code postgres}, where there is one, may own a real cluster on
 * this machine, and a migration may run programs; {@code nobody} owns nothing.
 */
final class ServerUser {

    private static final String NAME = "nobody";

    private static @Nullable ServerUser current;

    private final List<String> prefix;
    private final boolean other;
    private final int uid;
    private final int gid;

    private ServerUser(List<String> prefix, boolean other, int uid, int gid) {
        this.prefix = List.copyOf(prefix);
        this.other = other;
        this.uid = uid;
        this.gid = gid;
    }

    static synchronized ServerUser current() {
        if (Platform.windows()) {
            throw LockkeeperException.because("A server of our own is run by a Unix shell, and this is Windows.")
                    .tryThis("--provider container or url, or lockkeeper in WSL.");
        }
        if (current == null) {
            current = isRoot() ? another() : new ServerUser(List.of(), false, -1, -1);
        }
        return current;
    }

    static boolean isRoot() {
        return !Platform.windows() && "root".equals(System.getProperty("user.name"));
    }

    /** Whether files for the server have to be given to somebody else. */
    boolean isAnother() {
        return other;
    }

    /** A process of that user, without anything in its environment that PostgreSQL would listen to. */
    ProcessBuilder process(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        return builder;
    }

    /** Gives a file or folder to that user. */
    void give(Path path) throws IOException {
        if (other) {
            Files.setAttribute(path, "unix:gid", gid);
            Files.setAttribute(path, "unix:uid", uid);
        }
    }

    /** The home of root, say, is closed to everybody else: the server would not find its own programs there. */
    static void requireWayTo(Path folder) throws IOException {
        if (!isRoot()) {
            return;
        }
        for (Path part = folder; part != null; part = part.getParent()) {
            if (!Files.getPosixFilePermissions(part).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                throw new AccessDeniedException(
                        folder.toString(), null, part + " is closed to the user " + NAME + ", who runs the server");
            }
        }
    }

    /** Whether a folder was made by a run of the same user; as root we leave alone what others left. */
    boolean mayOwn(Path folder) throws IOException {
        if (!other) {
            return true;
        }
        Object owner = Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        return owner.equals(uid) || owner.equals(0);
    }

    private static ServerUser another() {
        int[] ids = idsOfNobody();
        List<List<String>> ways = List.of(
                List.of("setpriv", "--reuid=" + ids[0], "--regid=" + ids[1], "--clear-groups"),
                List.of("runuser", "-u", NAME, "--"),
                List.of("su", "-s", "/bin/sh", NAME, "-c", "exec \"$0\" \"$@\""),
                List.of("sudo", "-n", "-u", NAME, "--"));
        return ways.stream()
                .filter(ServerUser::works)
                .findFirst()
                .map(way -> new ServerUser(way, true, ids[0], ids[1]))
                .orElseThrow(
                        () -> LockkeeperException.because("Could not start PostgreSQL: we are root, it refuses to run"
                                        + " as root, and no way to run it as " + NAME
                                        + " was found (setpriv, runuser, su and sudo were tried).")
                                .tryThis("running lockkeeper as an ordinary user, or --provider container or url."));
    }

    private static int[] idsOfNobody() {
        try {
            for (String line : Files.readAllLines(Path.of("/etc/passwd"), StandardCharsets.UTF_8)) {
                String[] fields = line.split(":", -1);
                if (fields.length > 3 && fields[0].equals(NAME)) {
                    // macOS writes -2 for what the file system calls 4294967294.
                    return new int[] {Integer.parseInt(fields[2]), Integer.parseInt(fields[3])};
                }
            }
        } catch (IOException | NumberFormatException e) {
            // Then the number nearly every system uses.
        }
        return new int[] {65534, 65534};
    }

    /** BusyBox has a setpriv too, which cannot change the user; it is a link. */
    private static boolean isUtilLinux(Path program) {
        return Files.isExecutable(program) && !Files.isSymbolicLink(program);
    }

    private static boolean works(List<String> way) {
        if (way.get(0).equals("setpriv") && isUtilLinux(Path.of("/usr/bin/setpriv"))) {
            // Known to work; a trial would cost every start another process.
            return true;
        }
        List<String> trial = new ArrayList<>(way);
        trial.add("true");
        try {
            Process process = new ProcessBuilder(trial)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
