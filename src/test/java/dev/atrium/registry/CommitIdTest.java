package dev.atrium.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.registry.Repositories.ManifestFile;
import dev.atrium.shared.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitIdTest {

    private static final ManifestFile A =
            new ManifestFile("a.txt", Digest.of("hello".getBytes(StandardCharsets.UTF_8)), 5);
    private static final ManifestFile B = new ManifestFile("b.txt", Digest.of(new byte[0]), 0);

    /** Computed apart: {@code printf '...' | sha256sum}. An id that changed would break what refers to it. */
    @Test
    void staysWhatItIs() {
        assertThat(CommitId.of(null, List.of(A), "first")).isEqualTo("5bc3c6aff864cd9dc67f8b5ad761e775bfe14f99");
    }

    @Test
    void doesNotDependOnTheOrderOfFiles() {
        assertThat(CommitId.of(null, List.of(A, B), "m")).isEqualTo(CommitId.of(null, List.of(B, A), "m"));
    }

    @Test
    void dependsOnEverythingElse() {
        var parent = CommitId.of(null, List.of(A), "m");

        assertThat(List.of(
                        parent,
                        CommitId.of(parent, List.of(A), "m"),
                        CommitId.of(null, List.of(A), "n"),
                        CommitId.of(null, List.of(A, B), "m"),
                        CommitId.of(null, List.of(new ManifestFile("c.txt", A.digest(), 5)), "m"),
                        CommitId.of(null, List.of(new ManifestFile("a.txt", B.digest(), 5)), "m"),
                        CommitId.of(null, List.of(new ManifestFile("a.txt", A.digest(), 6)), "m")))
                .doesNotHaveDuplicates();
    }
}
