package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLineTest {

    @Test
    void tellsMessageAndDeepestCauseOfJson() {
        String line = """
                {"message":"The portal cannot start","stack_trace":"a.B: x\\n\\tat c\\nCaused by: d.E: first\\n\\tat f\\nCaused by: g.H: the file is missing\\n\\tat i\\n"}""";

        assertThat(LogLine.readable(line)).isEqualTo("The portal cannot start - because: the file is missing");
    }

    @Test
    void leavesPlainSentenceAlone() {
        assertThat(LogLine.readable("There is no setting ATRIUM_X.")).isEqualTo("There is no setting ATRIUM_X.");
    }

    @Test
    void cutsWhatNobodyReads() {
        assertThat(LogLine.readable("x".repeat(5000))).hasSize(404);
    }
}
