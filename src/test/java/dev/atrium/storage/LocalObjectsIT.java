package dev.atrium.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.shared.Digest;
import dev.atrium.testing.ControlContext;
import dev.atrium.testing.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalObjectsIT {

    private static final byte[] WEIGHTS = "weights".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Digest.of(WEIGHTS);

    @TempDir
    private Path home;

    private ControlContext portal;
    private Objects objects;

    @BeforeEach
    void start() {
        portal = new ControlContext(home, new SettableClock());
        objects = portal.bean(Objects.class);
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    @Test
    void readsBackWhatWasStored() throws IOException {
        var acme = portal.tenant("acme");

        var stored = objects.store(acme, new ByteArrayInputStream(WEIGHTS));

        assertThat(stored).isEqualTo(new Objects.Stored(DIGEST, 7));
        assertThat(objects.find(acme, DIGEST)).contains(stored);
        try (var content = objects.open(acme, DIGEST).orElseThrow()) {
            assertThat(Channels.newInputStream(content).readAllBytes()).isEqualTo(WEIGHTS);
        }
    }

    @Test
    void storingTheSameAgainChangesNothing() throws IOException {
        var acme = portal.tenant("acme");

        var first = objects.store(acme, new ByteArrayInputStream(WEIGHTS));
        var second = objects.store(acme, new ByteArrayInputStream(WEIGHTS));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void aDigestOpensNothingOfAnotherOrganization() throws IOException {
        var acme = portal.tenant("acme");
        var globex = portal.tenant("globex");

        objects.store(acme, new ByteArrayInputStream(WEIGHTS));

        assertThat(objects.find(globex, DIGEST)).isEmpty();
        assertThat(objects.open(globex, DIGEST)).isEmpty();
    }
}
