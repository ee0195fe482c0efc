package dev.lockkeeper;

import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.experiment.ChainWalk;
import dev.lockkeeper.experiment.Progress;
import dev.lockkeeper.experiment.WalkOptions;
import dev.lockkeeper.experiment.WalkedChain;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.ServerInfo;
import dev.lockkeeper.model.Verdict;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** The whole run, top to bottom: read the chains, start a server, walk each chain, judge what was seen. */
public final class Verifier {

    private final Verification request;
    private final Progress progress;
    private final Queue<Bug> bugs = new ConcurrentLinkedQueue<>();

    private Verifier(Verification request, Progress progress) {
        this.request = request;
        this.progress = progress;
    }

    /**
     * @throws LockkeeperException when the request itself is wrong; nothing was run then
     */
    public static VerificationReport verify(Verification request, Progress progress) {
        return new Verifier(request, progress).run();
    }

    /** On a server somebody shares with us and will stop. */
    public static VerificationReport verify(Verification request, ThrowawayServer server, Progress progress) {
        return new Verifier(request, progress).runOn(server);
    }

    private VerificationReport runOn(ThrowawayServer server) {
        long started = System.nanoTime();
        List<ReadChain> chains = readAll();
        if (chains.stream().noneMatch(this::isToBeWalked)) {
            return nothingNew(chains);
        }
        try {
            return walked(chains, server, started);
        } finally {
            chains.forEach(ReadChain::close);
        }
    }

    private VerificationReport run() {
        long started = System.nanoTime();
        List<ReadChain> chains = readAll();
        if (chains.stream().noneMatch(this::isToBeWalked)) {
            return nothingNew(chains);
        }
        try (ThrowawayServer server = Servers.start(request.server())) {
            return walked(chains, server, started);
        } finally {
            chains.forEach(ReadChain::close);
        }
    }

    private VerificationReport walked(List<ReadChain> chains, ThrowawayServer server, long started) {
        List<ChainReport> reports = walkAll(chains, server, new Judge(request));
        return new VerificationReport(
                Version.current(),
                Verdict.worst(reports.stream().map(ChainReport::verdict).toList()),
                server.info(),
                request.seed(),
                (System.nanoTime() - started) / 1_000_000,
                reports);
    }

    /** All chains are read before anything starts, so that every mistake is told at once. */
    private List<ReadChain> readAll() {
        List<ReadChain> chains = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        for (ChainRequest asked : request.chains()) {
            try {
                Chain chain = ChainFormats.read(asked.path(), asked.format(), asked.reading());
                chains.add(new ReadChain(asked, chain.named(asked.name())));
            } catch (LockkeeperException mistake) {
                mistakes.add(mistake.getMessage());
            }
        }
        if (!mistakes.isEmpty()) {
            chains.forEach(ReadChain::close);
            throw LockkeeperException.because(String.join("\n\n", mistakes));
        }
        return chains;
    }

    private List<ChainReport> walkAll(List<ReadChain> chains, ThrowawayServer server, Judge judge) {
        ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, request.jobs()));
        try {
            Map<ReadChain, ChainReport> reports = new HashMap<>();
            List<Future<Map<ReadChain, ChainReport>>> running = ChainGroups.of(chains, ReadChain::asked).stream()
                    .map(group -> workers.submit(() -> walkGroup(group, server, judge)))
                    .toList();
            for (Future<Map<ReadChain, ChainReport>> one : running) {
                reports.putAll(one.get());
            }
            endWhereAllBroke(chains);
            List<ChainReport> inOrder = chains.stream()
                    .flatMap(chain -> Stream.ofNullable(reports.get(chain)))
                    .toList();
            List<ChainReport> told = withSomethingNew(inOrder);
            // What a chain that broke would have silenced, nobody knows.
            return judge.besideBaseline(bugs.isEmpty() ? judge.withLeftOvers(told) : told);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw LockkeeperException.because("The run was interrupted.").causedBy(stopped);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException ours) {
                throw ours;
            }
            throw new IllegalStateException(failed.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private Map<ReadChain, ChainReport> walkGroup(List<ReadChain> group, ThrowawayServer server, Judge judge) {
        Map<ReadChain, ChainReport> reports = new HashMap<>();
        for (ReadChain read : group) {
            reports.put(read, walkAndJudge(read, group, server, judge));
        }
        return reports;
    }

    /** A bug of ours that one chain meets leaves that chain undecided; the others are walked all the same. */
    private ChainReport walkAndJudge(ReadChain read, List<ReadChain> group, ThrowawayServer server, Judge judge) {
        if (!isToBeWalked(read)) {
            return judge.nothingNew(read.chain());
        }
        try {
            return judge.judge(read.asked(), read.chain(), walk(read, group, server));
        } catch (LockkeeperException theirs) {
            throw theirs;
        } catch (SQLException | RuntimeException | StackOverflowError ours) {
            Bug bug = new Bug(read.chain().name(), ours);
            bugs.add(bug);
            progress.note(bug.told());
            return judge.broken(read.asked(), read.chain(), bug.why());
        }
    }

    /** Where no chain could be walked to its end there is nothing to report but the bug. */
    private void endWhereAllBroke(List<ReadChain> chains) {
        long walked = chains.stream().filter(this::isToBeWalked).count();
        if (walked == bugs.size() && !bugs.isEmpty()) {
            throw new IllegalStateException(bugs.peek().why(), bugs.peek().cause());
        }
    }

    /** Where some chains have new steps, nobody wants to read of the others. */
    private List<ChainReport> withSomethingNew(List<ChainReport> reports) {
        List<ChainReport> told = reports.stream()
                .filter(chain -> !chain.steps().isEmpty() || !chain.findings().isEmpty())
                .toList();
        return request.onlyNew().isEmpty() || told.isEmpty() ? reports : told;
    }

    private boolean isToBeWalked(ReadChain read) {
        return request.judgesAnyOf(read.asked(), read.chain());
    }

    private VerificationReport nothingNew(List<ReadChain> chains) {
        chains.forEach(ReadChain::close);
        Judge judge = new Judge(request);
        return new VerificationReport(
                Version.current(),
                Verdict.SAFE,
                new ServerInfo(
                        Objects.requireNonNullElse(request.server().version(), Verifications.DEFAULT_VERSION),
                        "none",
                        "nothing had to be run"),
                request.seed(),
                0,
                chains.stream().map(read -> judge.nothingNew(read.chain())).toList());
    }

    private WalkedChain walk(ReadChain read, List<ReadChain> group, ThrowawayServer server) throws SQLException {
        List<WalkOptions.Needed> needs = ChainGroups.below(read, group, ReadChain::asked).stream()
                .map(needed -> new WalkOptions.Needed(
                        needed.chain(),
                        request.walkOptions(needed.asked(), needed.chain()).fixtures()))
                .toList();
        return ChainWalk.walk(
                read.chain(),
                request.budgets(),
                server,
                request.walkOptions(read.asked(), read.chain()).needing(needs),
                progress);
    }

    /** A chain and what was asked of it. */
    private record ReadChain(ChainRequest asked, Chain chain) {
        void close() {
            if (chain.driver() != null) {
                chain.driver().close();
            }
        }
    }
}
