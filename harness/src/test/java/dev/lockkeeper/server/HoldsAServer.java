package dev.lockkeeper.server;

import java.time.Duration;

/** A program that starts a server and comes to one end or another, never closing it. */
final class HoldsAServer {

    private HoldsAServer() {}

    public static void main(String[] arguments) throws Exception {
        ThrowawayServer server = Servers.start(ServerRequest.of("17").from(Provider.named(arguments[0])));
        System.out.println(server.address("postgres").port());
        System.out.println(Answers.ask(server, "postgres", "SHOW data_directory"));
        switch (arguments[1]) {
            case "sleep" -> Thread.sleep(Duration.ofMinutes(1).toMillis());
            case "throw" -> throw new IllegalStateException("as planned");
            default -> {}
        }
    }
}
