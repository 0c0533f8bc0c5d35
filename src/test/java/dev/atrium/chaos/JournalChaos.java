package dev.atrium.chaos;

import dev.atrium.agent.SigningKey;
import dev.atrium.gateway.StandInEngine;
import dev.atrium.launcher.Home;
import dev.atrium.metering.log.ForcedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * Kills a gateway again and again under load, takes from its journal all that was never forced to disk, sometimes
 * while MySQL is away, and then compares every event with what its client saw.
 *
 * <p>Everything runs on loopback: a real MySQL, gateways in processes of their own, and a stand-in for the engine.
 */
public final class JournalChaos {

    private static final int KILLS = 20;
    private static final int KILLS_PER_OUTAGE = 4;
    private static final int LEAST_IN_FLIGHT = 200;
    private static final int LEAST_COMPLETED_PER_KILL = 1000;
    private static final int COMPLETED_PER_KILL = LEAST_COMPLETED_PER_KILL + 50;
    private static final int LONGEST_WAIT_MILLIS = 1500;
    private static final Duration BETWEEN_CHUNKS = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration OUTAGE_BEFORE_KILL = Duration.ofMillis(1500);

    private final Path home;
    private final Path log;
    private final ChaosMySql mysql;
    private final Random random;
    private final int kills;

    private JournalChaos(Path home, Path log, long seed, int kills) {
        this.home = home;
        this.log = log;
        this.kills = kills;
        this.random = new Random(seed);
        this.mysql = new ChaosMySql(new Home(home));
    }

    /** @param args a seed for the moments of the kills, and how many; a new one and 20 when left out */
    public static void main(String[] args) throws Exception {
        var seed = args.length > 0 ? Long.parseLong(args[0]) : System.nanoTime();
        var kills = args.length > 1 ? Integer.parseInt(args[1]) : KILLS;
        var home = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "chaos-")
                .toAbsolutePath();
        var log = Files.createDirectories(Path.of("target"))
                .resolve("chaos-journal.log")
                .toAbsolutePath();
        Files.deleteIfExists(log);
        System.out.printf("seed %d, gateways log to %s%n", seed, log);
        var chaos = new JournalChaos(home, log, seed, kills);
        var isGood = false;
        try {
            isGood = chaos.run();
        } finally {
            chaos.mysql.close();
            FileSystemUtils.deleteRecursively(home);
        }
        System.exit(isGood ? 0 : 1);
    }

    private boolean run() throws Exception {
        try (var engine = new StandInEngine()) {
            engine.pace(BETWEEN_CHUNKS);
            var rows = new ChaosRows(mysql.db());
            var secret = rows.insert(engine);
            var gateway = startGateway(engine);
            try (var load = new ChaosLoad(gateway.address(), secret.spelled(), ChaosRows.MODEL)) {
                load.start();
                for (var kill = 1; kill <= kills; kill++) {
                    killUnderLoad(gateway, load, kill);
                    gateway = startGateway(engine);
                    load.moveTo(gateway.address());
                }
                var seen = load.end();
                awaitShipped(gateway);
                gateway.stop();
                System.out.println(Verdict.details(mysql.db(), rows.tenant()));
                var verdict = Verdict.of(mysql.db(), rows.tenant(), seen);
                System.out.println(verdict.line(kills));
                return verdict.isGood(kills * LEAST_COMPLETED_PER_KILL);
            }
        }
    }

    private GatewayProcess startGateway(StandInEngine engine) throws Exception {
        var gateway = GatewayProcess.start(home, mysql.url(), log);
        engine.acceptAny(gatewayKey());
        return gateway;
    }

    /** The key stays the same, whatever process has it. */
    private String gatewayKey() throws Exception {
        var key = SigningKey.decode(Files.readString(home.resolve("gateway/identity/key")));
        return key.publicKey();
    }

    private void killUnderLoad(GatewayProcess gateway, ChaosLoad load, int kill) throws Exception {
        var wanted = load.completed() + COMPLETED_PER_KILL;
        await("enough answers", () -> load.completed() >= wanted);
        var isOutage = kill % KILLS_PER_OUTAGE == 0;
        if (isOutage) {
            mysql.stop();
            TimeUnit.MILLISECONDS.sleep(OUTAGE_BEFORE_KILL.toMillis());
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_WAIT_MILLIS));
        await("enough requests in flight", () -> load.inFlight() >= LEAST_IN_FLIGHT);
        var inFlight = load.inFlight();
        gateway.kill();
        ForcedFile.cutBack(home.resolve("gateway/journal"));
        System.out.printf(
                "kill %d: %d in flight, %d completed, %s%n",
                kill, inFlight, load.completed(), isOutage ? "MySQL away" : "MySQL there");
        if (isOutage) {
            mysql.startAgain();
        }
    }

    private static void awaitShipped(GatewayProcess gateway) throws Exception {
        await("all events shipped", () -> {
            var state = gateway.journal();
            return state.path("shipped").asLong() == state.path("appended").asLong();
        });
    }

    private interface Condition {
        boolean isTrue() throws Exception;
    }

    private static void await(String what, Condition condition) throws Exception {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.isTrue()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Waited in vain for: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
