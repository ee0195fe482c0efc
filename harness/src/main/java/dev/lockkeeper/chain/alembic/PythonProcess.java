package dev.lockkeeper.chain.alembic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** One running Python with our program in it: JSON lines go in, JSON lines come out. */
final class PythonProcess implements AutoCloseable {

    /** The program comes as the first line of input: nothing is written to disk, and no command line is too long. */
    private static final String BOOTSTRAP =
            "import sys,json; exec(compile(json.loads(sys.stdin.readline()), '<lockkeeper>', 'exec'))";

    private static final int LINES_KEPT = 30;

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Process process;
    private final OutputStream requests;
    private final BufferedReader answers;
    private final Deque<String> said = new ArrayDeque<>();
    private final Thread listener;

    private PythonProcess(Process process) {
        this.process = process;
        this.requests = process.getOutputStream();
        this.answers = process.inputReader(StandardCharsets.US_ASCII);
        this.listener = new Thread(this::listen, "lockkeeper-alembic-stderr");
        listener.setDaemon(true);
        listener.start();
    }

    static PythonProcess start(String python, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(python, "-c", BOOTSTRAP).directory(folder.toFile());
        // The user's folders stay as they are.
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("PYTHONIOENCODING", "utf-8:backslashreplace");
        PythonProcess started = new PythonProcess(builder.start());
        started.send(program());
        return started;
    }

    private static String program() throws IOException {
        try (InputStream source =
                Objects.requireNonNull(PythonProcess.class.getResourceAsStream("alembic_driver.py"))) {
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void listen() {
        try (BufferedReader errors =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = errors.readLine(); line != null; line = errors.readLine()) {
                keep(line);
            }
        } catch (IOException e) {
            // The process is gone, and with it what it had to say.
        }
    }

    private synchronized void keep(String line) {
        said.add(line);
        if (said.size() > LINES_KEPT) {
            said.remove();
        }
    }

    /** The last lines of what the project printed. */
    synchronized String said() {
        return String.join("\n", said);
    }

    JsonNode ask(Object request) throws IOException {
        send(request);
        return answer();
    }

    private void send(Object request) throws IOException {
        requests.write((text(request) + "\n").getBytes(StandardCharsets.US_ASCII));
        requests.flush();
    }

    private static String text(Object request) throws JsonProcessingException {
        return JSON.writeValueAsString(request);
    }

    /** The next answer, or a missing node when the process ended without one. */
    private JsonNode answer() throws IOException {
        String line = answers.readLine();
        return line == null ? MissingNode.getInstance() : JSON.readTree(line);
    }

    /** The end of its input ends the program; should a project hold it back, it is killed. */
    @Override
    public void close() {
        try {
            requests.close();
        } catch (IOException e) {
            // It ended before us.
        }
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            listener.join(1000);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
