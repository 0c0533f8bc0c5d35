package dev.atrium.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the load program of {@code infra/bench} and reads what it measured. */
record Load(Path program) {

    /**
     * @param answers complete ones
     * @param chunks  events of streams
     * @param micros  the whole time
     * @param p50     of the latency, in microseconds; likewise {@code p99}
     * @param gapP50  between the chunks of a stream, in microseconds
     */
    record Result(long answers, long errors, long chunks, long micros, long p50, long p99, long gapP50) {

        long perSecond() {
            return answers * 1_000_000 / Math.max(1, micros);
        }
    }

    Result run(String mode, int port, Path request, long first, long second) throws IOException, InterruptedException {
        var line = Child.run(command(mode, port, request, first, second));
        Map<String, Long> values = new HashMap<>();
        for (var pair : line.strip().split(" ")) {
            var parts = pair.split("=");
            values.put(parts[0], Long.parseLong(parts[1]));
        }
        return new Result(
                values.getOrDefault("answers", 0L),
                values.getOrDefault("errors", 0L),
                values.getOrDefault("chunks", 0L),
                values.getOrDefault("micros", 0L),
                values.getOrDefault("p50", 0L),
                values.getOrDefault("p99", 0L),
                values.getOrDefault("gap_p50", 0L));
    }

    List<String> command(String mode, int port, Path request, long first, long second) {
        return List.of(
                program.toString(),
                mode,
                Integer.toString(port),
                request.toString(),
                Long.toString(first),
                Long.toString(second));
    }
}
