package dev.lockkeeper.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A server whose owner is gone: stopped when it still runs, its folder deleted. */
final class Abandoned {

    /** The number in postmaster.pid may be somebody else's by now: a server's working directory is its data directory. */
    private static final String SCRIPT =
            """
            folder=$1
            pid=$(head -n 1 "$folder/data/postmaster.pid" 2>/dev/null)
            is_its_server() {
                [ -n "$pid" ] || return 1
                if [ -e /proc/self/cwd ]; then
                    [ "$(readlink "/proc/$pid/cwd")" = "$folder/data" ]
                else
                    ps -p "$pid" -o command= | grep -F -q "$folder"
                fi
            }
            if is_its_server; then
                kill -QUIT "$pid"
                for round in 1 2 3 4 5 6 7 8 9 10; do
                    is_its_server || break
                    sleep 0.1 2>/dev/null || sleep 1
                done
                if is_its_server; then kill -KILL "$pid"; fi
            fi
            cd / && rm -rf "$folder"
            """;

    private Abandoned() {}

    static void clear(Path folder) {
        if (!ContainerNote.removed(folder)) {
            return;
        }
        if (!Platform.windows()) {
            try {
                Command.run(ServerUser.current()
                        .process(List.of("/bin/sh", "-c", SCRIPT, "lockkeeper-sweep", folder.toString())));
            } catch (IOException e) {
                // Somebody else is at it, or it is not ours; the next start looks again.
            }
        }
        CacheFolder.delete(folder);
    }
}
