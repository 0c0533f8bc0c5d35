package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardIT {

    private static final Duration WITHIN = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void stopsMySqlWhenTheLauncherIsKilledAndTheNextStartHeals() throws Exception {
        Process launcher = launcher();
        ProcessHandle mysqld = child(launcher);
        assertThat(mysqld.isAlive()).isTrue();

        launcher.destroyForcibly().waitFor();

        await().atMost(WITHIN).until(() -> !mysqld.isAlive());
        try (MySqlServer again = MySqlServer.start(new Home(folder), 0, Console.standard())) {
            assertThat(again.port()).isPositive();
        }
    }

    @Test
    void nextStartReapsServerWhoseGuardWasKilledToo() throws Exception {
        Process launcher = launcher();
        ProcessHandle mysqld = child(launcher);
        // The watcher is the shell that mysqld has inherited as its child.
        mysqld.children().forEach(ProcessHandle::destroyForcibly);

        launcher.destroyForcibly().waitFor();

        assertThat(mysqld.isAlive()).isTrue();
        try (MySqlServer again = MySqlServer.start(new Home(folder), 0, Console.standard())) {
            assertThat(mysqld.isAlive()).isFalse();
            assertThat(again.pid()).isNotEqualTo(mysqld.pid());
        }
    }

    @Test
    void leavesProcessAloneThatGotTheIdOfAnEndedOne() throws Exception {
        PidFile file = new PidFile(folder.resolve("x.pid"));
        java.nio.file.Files.writeString(file.path(), ProcessHandle.current().pid() + " 1000\n");

        file.reap(Duration.ofSeconds(1));

        assertThat(file.process()).isEmpty();
        assertThat(file.path()).doesNotExist();
    }

    @Test
    void stopsAProgramWhenTheLauncherIsKilled() throws Exception {
        Process launcher = launcher(HeldTool.class);
        ProcessHandle program = child(launcher);
        assertThat(program.isAlive()).isTrue();

        launcher.destroyForcibly().waitFor();

        await().atMost(WITHIN).until(() -> !program.isAlive());
    }

    private Process launcher() throws IOException {
        return launcher(HeldMySql.class);
    }

    private Process launcher(Class<?> main) throws IOException {
        return new ProcessBuilder(
                        Jvm.java(), "-cp", System.getProperty("java.class.path"), main.getName(), folder.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static ProcessHandle child(Process launcher) throws IOException {
        BufferedReader output = launcher.inputReader();
        String line = output.readLine();
        assertThat(line).startsWith("pid ");
        return ProcessHandle.of(Long.parseLong(line.substring(4))).orElseThrow();
    }
}
