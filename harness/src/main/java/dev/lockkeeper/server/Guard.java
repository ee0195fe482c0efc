package dev.lockkeeper.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A small shell between us and a server: unpacks its data, runs it, and takes both away as soon as we are gone.
 *
 * <p>It notices by the end of its standard input, which the system closes however we end, {@code kill -9} included.
 * Asking the kernel for a signal on our death would do only on Linux, and only until the thread that asked ends.
 */
final class Guard implements AutoCloseable {

    private static final String SCRIPT =
            """
            trap '' HUP INT QUIT TERM PIPE
            exec 3<&0 </dev/null
            umask 077
            folder=$1 template=$2 postgres=$3 port=$4
            cd "$folder" || exit 1
            if mkdir data && tar -xf "$template" -C data 2>&1; then
                "$postgres" -D "$folder/data" -p "$port" >log 2>&1 3<&- &
                server=$!
                (
                    read -r word <&3
                    : >gone
                    while kill -QUIT "$server" 2>/dev/null; do sleep 0.1 2>/dev/null || sleep 1; done
                ) >/dev/null 2>&1 &
                watcher=$!
                wait "$server"
                [ -e gone ] || kill -KILL "$watcher"
            fi
            if [ ! -e gone ]; then
                echo ended
                read -r word <&3
            fi
            cd / && rm -rf "$folder"
            """;

    private static final String ENDED = "ended";

    private final Process process;
    private final Path folder;

    private Guard(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    static Guard start(Path folder, DataTemplate template, PostgresBinaries binaries, int port) throws IOException {
        List<String> command = new ArrayList<>();
        if (new File("/usr/bin/setsid").canExecute()) {
            // Out of the terminal's foreground group: Ctrl-C is for us alone, the server ends when we say so.
            command.add("/usr/bin/setsid");
        }
        command.addAll(List.of(
                "/bin/sh",
                "-c",
                SCRIPT,
                "lockkeeper-guard",
                folder.toString(),
                template.tar().toString(),
                binaries.program("postgres").toString(),
                Integer.toString(port)));
        return new Guard(
                ServerUser.current().process(command).redirectErrorStream(true).start(), folder);
    }

    /** Whether the server has come to its end without being told to. */
    boolean ended() throws IOException {
        return process.getInputStream().available() > 0 || !process.isAlive();
    }

    /** What went wrong, when the server has ended: of the unpacking, or the server's own log. */
    String complaint() throws IOException {
        StringBuilder said = new StringBuilder();
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null && !line.equals(ENDED); line = reader.readLine()) {
            said.append(line).append('\n');
        }
        Path log = folder.resolve("log");
        return Files.exists(log) ? said + Files.readString(log) : said.toString();
    }

    /** The server is gone and its folder deleted when this returns. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            // It has ended by itself.
        } catch (InterruptedException e) {
            // It needs us no more; the folder is deleted all the same.
            Thread.currentThread().interrupt();
        }
    }
}
