package dev.atrium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Publishes a folder as a model and waits until it is served, or stops a model. */
final class ModelCommand implements Command {

    private static final String USAGE =
            "./atrium model add DIR --organization ORG --name NAME [--public] [--price METER=PRICE,...]";
    private static final String STOP_USAGE = "./atrium model stop ORG/NAME";
    private static final Duration READY_WITHIN = Duration.ofMinutes(30);

    @Override
    public int run(Installation installation, List<String> words) throws IOException {
        Arguments arguments =
                Arguments.parse(words, USAGE, Set.of("--public"), Set.of("--organization", "--name", "--price"));
        arguments.requirePlain(2, USAGE + " or " + STOP_USAGE);
        switch (arguments.plain().getFirst()) {
            case "add" -> add(installation, arguments);
            case "stop" -> stop(installation, arguments.plain().getLast());
            default ->
                throw new CommandException("There is no command 'model %s'. Usage: %s or %s"
                        .formatted(arguments.plain().getFirst(), USAGE, STOP_USAGE));
        }
        return 0;
    }

    private static void stop(Installation installation, String model) throws IOException {
        Management management = new Management(installation.home(), Endpoints.read(installation));
        String answer = management.post("models/stop", Map.of("model", model));
        installation
                .console()
                .say(
                        Json.first(answer, "stopped").isPresent()
                                ? "%s stops.".formatted(model)
                                : "%s was not served.".formatted(model));
    }

    private static void add(Installation installation, Arguments arguments) throws IOException {
        Map<String, String> request = request(arguments);
        Endpoints endpoints = Endpoints.read(installation);
        Management management = new Management(installation.home(), endpoints);
        installation.console().progress("Storing the files ...");
        String answer = management.post("models", request);
        String deployment = Json.first(answer, "deployment")
                .orElseThrow(() -> new CommandException("The management port named no deployment: " + answer));
        // Such as that a model without a price is free.
        Json.first(answer, "notes").ifPresent(installation.console()::say);
        awaitReady(installation.console(), management, deployment);
        installation
                .console()
                .say("%s is served at %s/v1."
                        .formatted(
                                Json.first(answer, "model")
                                        .orElse(arguments.plain().getLast()),
                                endpoints.url(Service.GATEWAY)));
    }

    private static Map<String, String> request(Arguments arguments) throws IOException {
        Path folder = Path.of(arguments.plain().getLast());
        if (!Files.isDirectory(folder)) {
            throw new CommandException("There is no folder %s.".formatted(folder.toAbsolutePath()));
        }
        Map<String, String> request = new TreeMap<>(Map.of(
                "organization", arguments.required("--organization", USAGE),
                "name", arguments.required("--name", USAGE),
                "directory", folder.toRealPath().toString(),
                "visibility", arguments.has("--public") ? "public" : "private"));
        arguments.option("--price").ifPresent(prices -> request.put("prices", Json.object(prices(prices))));
        return request;
    }

    /** {@code input_tokens=0.02,output_tokens=0.06} by meter. */
    static Map<String, String> prices(String text) {
        Map<String, String> prices = new TreeMap<>();
        for (String part : text.split(",")) {
            String[] words = part.strip().split("=");
            if (words.length != 2 || !words[1].matches("\\d{1,12}(\\.\\d{1,12})?")) {
                throw new CommandException(
                        "--price: '%s' (expected: a meter and its price per million, such as input_tokens=0.02)"
                                .formatted(part.strip()));
            }
            prices.put(words[0], words[1]);
        }
        return prices;
    }

    private static void awaitReady(Console console, Management management, String deployment) throws IOException {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            String replicas = management.get("replicas?deployment=" + deployment);
            String state = Json.first(replicas, "state").orElse("queued");
            String reason = Json.first(replicas, "reason").orElse("");
            switch (state) {
                case "ready" -> {
                    return;
                }
                case "failed" -> throw new CommandException("The model cannot be served: " + reason);
                default ->
                    console.progress(state
                            + Json.first(replicas, "progress")
                                    .map(" %s%%"::formatted)
                                    .orElse("")
                            + (reason.isEmpty() ? "" : ": " + reason));
            }
            Pause.millis(300);
        }
        throw new CommandException(
                "The model is not served after %d minutes. ./atrium status tells what the workers do."
                        .formatted(READY_WITHIN.toMinutes()));
    }
}
