package dev.lockkeeper.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** {@link HoldsAServer} in a Java of its own, and what it started. */
record OtherProgram(Process process, int port, Path folder) {

    static OtherProgram start(Path place, String provider, String end) throws IOException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dlockkeeper.servers=" + place,
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldsAServer.class.getName(),
                        provider,
                        end)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String port = reader.readLine();
        String data = reader.readLine();
        if (port == null || data == null) {
            throw new IOException("the other program did not start a server");
        }
        return new OtherProgram(
                process, Integer.parseInt(port), Path.of(data).resolve("..").normalize());
    }

    boolean serverAnswers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    boolean leftNothing() {
        return !serverAnswers() && !Files.exists(folder);
    }

    static boolean comesTrue(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < end) {
            if (condition.getAsBoolean()) {
                return true;
            }
            Thread.sleep(10);
        }
        return false;
    }
}
