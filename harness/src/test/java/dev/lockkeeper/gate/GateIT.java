package dev.lockkeeper.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockkeeper.gate.Attestation.ChainClaim;
import dev.lockkeeper.gate.Attestation.TargetClaim;
import dev.lockkeeper.gate.Outcome.State;
import dev.lockkeeper.gate.Refusal.Reason;
import dev.lockkeeper.gate.apply.DeployBench;
import dev.lockkeeper.gate.apply.Vouching;
import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.Verdict;
import dev.lockkeeper.target.LiveDatabase;
import dev.lockkeeper.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways past the gate that we could think of; each has to be refused by a message of its own. */
class GateIT {

    private static final SigningKey KEY = SigningKey.create();
    private static final SigningKey STRANGER = SigningKey.create();
    private static final Instant NOW = Instant.now();
    private static final Map<Reason, String> SAID = new ConcurrentHashMap<>();

    private static final String RIGHT = "create table users (id int primary key, name text)";

    private static LiveDatabase shared;
    private static Attestation sharedClaim;

    @TempDir
    Path folder;

    private DeployBench bench;
    private Path file;
    private Path outcome;
    private Path ran;
    private Instant clock;
    private List<String> command;
    private List<TrustedKey> trusted;
    private DeployBench target;
    private Attestation claim;
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void share(@TempDir Path place) {
        shared = new LiveDatabase();
        shared.run("create table people (id int)", "insert into people values (1), (2)");
        DeployBench bench = new DeployBench(place, "golang-migrate", shared);
        lay(bench);
        sharedClaim = claim(bench);
    }

    @AfterAll
    static void drop() {
        shared.close();
    }

    @BeforeEach
    void lay() {
        bench = new DeployBench(folder.resolve("chain"), "golang-migrate", shared);
        lay(bench);
        file = folder.resolve("it.attestation.json");
        outcome = folder.resolve("it.outcome.json");
        ran = folder.resolve("ran");
        clock = NOW;
        trusted = List.of(KEY.half());
        target = bench;
        claim = sharedClaim;
        command = psql("touch " + ran, RIGHT);
    }

    /** A database that this test may change. */
    private void own() {
        LiveDatabase live = new LiveDatabase();
        open.add(live);
        live.run("create table people (id int)", "insert into people values (1), (2)");
        bench = new DeployBench(folder.resolve("chain"), "golang-migrate", live);
        target = bench;
        claim = claim(bench);
        command = psql("touch " + ran, RIGHT);
        attest();
    }

    private static void lay(DeployBench bench) {
        bench.lay("0001_users.up.sql", "create table users (id int primary key, name text);");
        bench.lay("0001_users.down.sql", "drop table users;");
        bench.lay("settings.conf", "verbose = false");
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void the_honest_way_passes() throws IOException {
        own();

        Outcome passed = pass();

        assertThat(passed.refusals()).isEmpty();
        assertThat(passed.state()).isEqualTo(State.PASSED);
        assertThat(ran).exists();
        JsonNode kept = AttestationJson.JSON.readTree(Files.readAllBytes(outcome));
        assertThat(kept.path("state").asText()).isEqualTo("passed");
        assertThat(kept.path("exitCode").asInt()).isZero();
    }

    /** One way past the gate. */
    interface Cheat {
        void on(GateIT gate) throws Exception;
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                way(Reason.UNREADABLE, "the file is no attestation", gate -> Files.writeString(gate.file, "yes")),
                way(
                        Reason.FOREIGN_PAYLOAD,
                        "another kind of statement",
                        gate -> gate.envelope(e -> e.put("payloadType", "text/plain"))),
                way(Reason.UNSIGNED, "the signature taken off", gate -> gate.envelope(e -> e.putArray("signatures"))),
                way(Reason.UNKNOWN_SIGNER, "signed with a key of one's own", gate -> gate.sign(a -> a, STRANGER)),
                way(Reason.FORGED, "a forged signature", GateIT::forgeSignature),
                way(Reason.FORGED, "a text changed after it was signed", GateIT::changePayload),
                way(Reason.UNKNOWN_SIGNER, "the trusted key swapped", gate -> gate.trusted = List.of(STRANGER.half())),
                way(Reason.INCOMPLETE, "a signed statement that leaves something out", GateIT::leaveOut),
                way(Reason.OTHER_SCHEMA, "a signed statement of another kind", GateIT::otherKind),
                way(
                        Reason.EXPIRED,
                        "an attestation that has expired",
                        gate -> gate.sign(a -> times(a, NOW.minusSeconds(9000), NOW.minusSeconds(60)), KEY)),
                way(
                        Reason.NOT_YET,
                        "an attestation from the future",
                        gate -> gate.sign(a -> times(a, NOW.plusSeconds(3600), NOW.plusSeconds(7200)), KEY)),
                way(
                        Reason.TOO_LONG,
                        "an attestation for ever",
                        gate -> gate.sign(a -> times(a, NOW, NOW.plus(Duration.ofDays(400))), KEY)),
                way(Reason.CLOCK, "the clock set back", gate -> gate.clock = NOW.minus(Duration.ofHours(3))),
                way(Reason.CLOCK, "the clock set on", gate -> gate.clock = NOW.plus(Duration.ofHours(3))),
                way(
                        Reason.EXPIRED,
                        "used a day later than it holds",
                        gate -> gate.clock = NOW.plus(Attestation.LIFETIME).plusSeconds(1)),
                way(Reason.UNKNOWN_SIGNER, "nobody trusted any more", gate -> gate.trusted = List.of()),
                way(Reason.FORGED, "the signature of another attestation", GateIT::borrowSignature),
                way(Reason.OTHER_SCHEMA, "a statement of a later form", GateIT::laterForm),
                way(
                        Reason.INCOMPLETE,
                        "a signed statement that says a thing twice",
                        gate -> gate.resigned("\"verdict\":\"safe\",", "\"verdict\":\"unsafe\",\"verdict\":\"safe\",")),
                way(
                        Reason.OTHER_IGNORES,
                        "another list of objects to look away from",
                        gate -> gate.sign(a -> ignoring(a, List.of("public.*")), KEY)),
                way(Reason.UNSAFE, "an unsafe verdict", gate -> gate.sign(a -> verdict(a, Verdict.UNSAFE), KEY)),
                way(
                        Reason.UNDECIDED,
                        "an undecided verdict",
                        gate -> gate.sign(a -> verdict(a, Verdict.UNDECIDED), KEY)),
                way(
                        Reason.FILE_EDITED,
                        "a step edited",
                        gate -> gate.bench.lay("0001_users.up.sql", "create table users (id int);")),
                way(Reason.FILE_EDITED, "one blank added", gate -> gate.bench.lay("settings.conf", "verbose = false ")),
                way(
                        Reason.FILE_ADDED,
                        "a step slipped in",
                        gate -> gate.bench.lay("0002_more.up.sql", "drop table people;")),
                way(
                        Reason.FILE_REMOVED,
                        "a step taken out",
                        gate -> Files.delete(gate.folder.resolve("chain/0001_users.down.sql"))),
                way(Reason.CHAIN_MISSING, "another chain instead", gate -> gate.sign(a -> named(a, "other"), KEY)),
                way(Reason.CHAIN_UNKNOWN, "a chain nobody looked at", gate -> gate.sign(a -> named(a, "other"), KEY)),
                way(
                        Reason.CHAIN_FORMAT,
                        "the same files read as another format",
                        gate -> gate.sign(a -> format(a, "dbmate"), KEY)),
                way(
                        Reason.OTHER_SERVER,
                        "another server",
                        gate -> gate.sign(a -> target(a, "42", null, 0, null, null), KEY)),
                way(Reason.OTHER_DATABASE, "another database of the server", GateIT::swapDatabase),
                way(
                        Reason.RECREATED_DATABASE,
                        "the database dropped and made anew",
                        gate -> gate.sign(a -> target(a, null, null, 1, null, null), KEY)),
                way(
                        Reason.OTHER_NAME,
                        "production called staging",
                        gate -> gate.sign(a -> target(a, null, null, 0, "staging", null), KEY)),
                way(
                        Reason.OTHER_VERSION,
                        "the server upgraded since",
                        gate -> gate.sign(a -> target(a, null, null, 0, null, "14.1"), KEY)),
                way(Reason.DRIFTED, "a column added by hand", gate -> gate.after("alter table people add note text")),
                way(
                        Reason.DRIFTED,
                        "row security switched on by hand",
                        gate -> gate.after("alter table people enable row level security")),
                way(Reason.DRIFTED, "a table dropped by hand", gate -> gate.after("drop table people")),
                way(Reason.DRIFTED, "a grant by hand", gate -> gate.after("grant select on people to public")),
                way(
                        Reason.HISTORY_MOVED,
                        "a step run by somebody else meanwhile",
                        gate -> gate.after(
                                "create table schema_migrations (version bigint primary key, dirty boolean not null)",
                                "insert into schema_migrations values (1, false)")),
                way(Reason.LOCKED, "a second deploy at once", GateIT::holdLock),
                way(Reason.ALREADY_USED, "the same attestation twice", GateIT::useIt),
                way(Reason.UNFINISHED, "killed in the middle, then tried again", GateIT::beKilled),
                way(Reason.NO_COMMAND, "no command", gate -> gate.command = List.of()));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_way_past_the_gate_is_refused_before_anything_runs(Reason reason, String what, Cheat cheat) throws Exception {
        attest();
        cheat.on(this);
        Files.deleteIfExists(ran);

        Outcome refused = pass();

        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(refused.refusals()).extracting(Refusal::reason).contains(reason);
        refused.refusals().forEach(one -> SAID.put(one.reason(), one.said()));
        assertThat(refused.refusals()).extracting(Refusal::advice).doesNotContain("");
        assertThat(ran).as("the command's own trace").doesNotExist();
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                end(
                        Reason.COMMAND_FAILED,
                        "a command that fails",
                        gate -> gate.command = List.of("sh", "-c", "exit 7")),
                end(Reason.NOT_REACHED, "a command that does nothing", gate -> gate.command = List.of("true")),
                end(
                        Reason.NOT_REACHED,
                        "a command that does something else",
                        gate -> gate.command = gate.psql("true", "create table users (id int)")),
                end(
                        Reason.ROWS_LOST,
                        "a command that deletes rows on the way",
                        gate -> gate.command = gate.psql(
                                "true",
                                "create table users (id int primary key, name text); delete from people where id = 1")),
                end(
                        Reason.LOCK_LOST,
                        "the lock's session ended meanwhile",
                        gate -> gate.command = gate.psql(
                                "true",
                                "create table users (id int primary key, name text); select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())")));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void an_end_that_is_not_the_expected_one_is_refused_afterwards(Reason reason, String what, Cheat cheat)
            throws Exception {
        own();
        cheat.on(this);

        Outcome refused = pass();

        assertThat(refused.state()).isEqualTo(State.FAILED);
        assertThat(refused.refusals()).extracting(Refusal::reason).contains(reason);
    }

    @Test
    void the_commands_own_exit_code_is_kept() {
        attest();
        command = List.of("sh", "-c", "exit 7");

        Outcome failed = pass();

        assertThat(failed.exitCode()).isEqualTo(7);
        assertThat(failed.refusals().get(0).said())
                .isEqualTo("The command ended with 7; the target's schema is as it was before.");
    }

    @Test
    void a_deploy_that_failed_and_left_nothing_may_be_tried_again() {
        own();
        List<String> good = command;
        command = List.of("false");
        assertThat(pass().state()).isEqualTo(State.FAILED);
        command = good;

        assertThat(pass().state()).isEqualTo(State.PASSED);
    }

    @AfterAll
    static void each_way_has_a_message_of_its_own() {
        assertThat(SAID).hasSizeGreaterThanOrEqualTo(20);
        assertThat(new HashSet<>(SAID.values())).hasSameSizeAs(SAID.keySet());
    }

    private static Attestation claim(DeployBench bench) {
        try (Target target = bench.target()) {
            return new Vouching(
                            "0",
                            "tester",
                            NOW,
                            Attestation.LIFETIME,
                            Verdict.SAFE,
                            (chain, step) -> true,
                            List.of(),
                            List.of())
                    .attest(target, bench.histories(target), DeployBench.server());
        }
    }

    private void attest() {
        sign(UnaryOperator.identity(), KEY);
    }

    private void sign(UnaryOperator<Attestation> change, SigningKey key) {
        write(SignedAttestation.sign(change.apply(claim), key));
    }

    private void write(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void envelope(java.util.function.Consumer<ObjectNode> change) throws IOException {
        ObjectNode envelope = (ObjectNode) AttestationJson.JSON.readTree(Files.readAllBytes(file));
        change.accept(envelope);
        write(envelope.toString());
    }

    private void forgeSignature() throws IOException {
        envelope(envelope -> {
            ObjectNode signature = (ObjectNode) envelope.path("signatures").path(0);
            byte[] bytes = Base64.getDecoder().decode(signature.path("sig").asText());
            bytes[10] ^= 1;
            signature.put("sig", Base64.getEncoder().encodeToString(bytes));
        });
    }

    private void changePayload() throws IOException {
        envelope(envelope -> {
            String text = new String(
                    Base64.getDecoder().decode(envelope.path("payload").asText()), UTF_8);
            envelope.put("payload", encoded(text.replace("\"tester\"", "\"root\"")));
        });
    }

    private void leaveOut() {
        resigned("\"verdict\":\"safe\",", "");
    }

    private void laterForm() {
        resigned(AttestationJson.PREDICATE, AttestationJson.PREDICATE.replaceFirst("v1$", "v2"));
    }

    private void borrowSignature() throws IOException {
        String mine = Files.readString(file);
        sign(a -> verdict(a, Verdict.UNSAFE), KEY);
        JsonNode other = AttestationJson.JSON.readTree(Files.readAllBytes(file));
        write(mine);
        envelope(envelope -> envelope.set("signatures", other.path("signatures")));
    }

    private void otherKind() {
        resigned(AttestationJson.PREDICATE, "https://example.org/kind");
    }

    private void resigned(String from, String to) {
        byte[] payload = new String(AttestationJson.write(claim), UTF_8)
                .replace(from, to)
                .getBytes(UTF_8);
        ObjectNode envelope = AttestationJson.JSON.createObjectNode();
        envelope.put("payloadType", SignedAttestation.TYPE)
                .put("payload", Base64.getEncoder().encodeToString(payload));
        envelope.putArray("signatures")
                .addObject()
                .put("keyid", KEY.half().id())
                .put("sig", Base64.getEncoder().encodeToString(KEY.sign(SignedAttestation.preAuthentication(payload))));
        write(envelope.toString());
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private void swapDatabase() {
        target = new DeployBench(folder.resolve("chain"), "golang-migrate");
        open.add(target);
    }

    private void holdLock() throws SQLException {
        DatabaseAddress address = bench.live().address();
        Connection other = DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        open.add(other);
        try (Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(" + DeployLock.KEY + ")");
        }
    }

    private void after(String... statements) {
        own();
        bench.live().run(statements);
    }

    private void useIt() {
        own();
        assertThat(pass().state()).isEqualTo(State.PASSED);
    }

    private void beKilled() {
        String nonce = SignedAttestation.open(bytes(), trusted)
                .attestation()
                .orElseThrow()
                .nonce();
        new Outcome(nonce, State.RUNNING, null, NOW, null, List.of(), List.of()).write(outcome);
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Outcome pass() {
        return Gate.pass(new GateRequest(
                () -> target.target(),
                bench::histories,
                file,
                trusted,
                outcome,
                command,
                Map.of("PGPASSWORD", bench.live().address().password()),
                folder,
                false,
                Clock.fixed(clock, ZoneOffset.UTC),
                line -> {}));
    }

    private List<String> psql(String shell, String sql) {
        DatabaseAddress address = bench.live().address();
        return List.of(
                "sh",
                "-c",
                shell + "; exec psql -qX -v ON_ERROR_STOP=1 -h " + address.host() + " -p " + address.port() + " -U "
                        + address.user() + " -d " + address.database() + " -c \"$0\" >/dev/null",
                sql);
    }

    private static Arguments way(Reason reason, String what, Cheat cheat) {
        return Arguments.of(reason, what, cheat);
    }

    private static Arguments end(Reason reason, String what, Cheat cheat) {
        return way(reason, what, cheat);
    }

    private static Attestation times(Attestation a, Instant issued, Instant expires) {
        return new Attestation(
                a.nonce(),
                a.tool(),
                a.by(),
                issued,
                expires,
                a.target(),
                a.before(),
                a.after(),
                a.chains(),
                a.verdict(),
                a.mayLose(),
                a.findings(),
                a.ignored());
    }

    private static Attestation verdict(Attestation a, Verdict verdict) {
        return new Attestation(
                a.nonce(),
                a.tool(),
                a.by(),
                a.issued(),
                a.expires(),
                a.target(),
                a.before(),
                a.after(),
                a.chains(),
                verdict,
                a.mayLose(),
                a.findings(),
                a.ignored());
    }

    private static Attestation chains(Attestation a, UnaryOperator<ChainClaim> change) {
        return new Attestation(
                a.nonce(),
                a.tool(),
                a.by(),
                a.issued(),
                a.expires(),
                a.target(),
                a.before(),
                a.after(),
                a.chains().stream().map(change).toList(),
                a.verdict(),
                a.mayLose(),
                a.findings(),
                a.ignored());
    }

    private static Attestation ignoring(Attestation a, List<String> ignored) {
        return new Attestation(
                a.nonce(),
                a.tool(),
                a.by(),
                a.issued(),
                a.expires(),
                a.target(),
                a.before(),
                a.after(),
                a.chains(),
                a.verdict(),
                a.mayLose(),
                a.findings(),
                ignored);
    }

    private static Attestation named(Attestation a, String other) {
        return chains(
                a,
                c -> new ChainClaim(other, c.format(), c.digest(), new TreeMap<>(c.files()), c.applied(), c.pending()));
    }

    private static Attestation format(Attestation a, String other) {
        return chains(a, c -> new ChainClaim(c.name(), other, c.digest(), c.files(), c.applied(), c.pending()));
    }

    private static Attestation target(
            Attestation a,
            @Nullable String system,
            @Nullable String database,
            long oid,
            @Nullable String name,
            @Nullable String version) {
        TargetClaim t = a.target();
        return new Attestation(
                a.nonce(),
                a.tool(),
                a.by(),
                a.issued(),
                a.expires(),
                new TargetClaim(
                        name == null ? t.name() : name,
                        system == null ? t.system() : system,
                        database == null ? t.database() : database,
                        oid == 0 ? t.oid() : oid,
                        version == null ? t.version() : version),
                a.before(),
                a.after(),
                a.chains(),
                a.verdict(),
                a.mayLose(),
                a.findings(),
                a.ignored());
    }
}
