package dev.atrium.launcher;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Issues an API key and prints it, once. */
final class KeyCommand implements Command {

    private static final String USAGE = "./atrium key --organization ORG [--name NAME]";

    @Override
    public int run(Installation installation, List<String> words) throws IOException {
        Arguments arguments = Arguments.parse(words, USAGE, Set.of(), Set.of("--organization", "--name"));
        arguments.requirePlain(0, USAGE);
        String organization = arguments.required("--organization", USAGE);
        Endpoints endpoints = Endpoints.read(installation);
        String answer = new Management(installation.home(), endpoints)
                .post(
                        "keys",
                        Map.of(
                                "organization",
                                organization,
                                "name",
                                arguments.option("--name").orElse("command line")));
        String secret = Json.first(answer, "secret")
                .orElseThrow(() -> new CommandException("The management port sent no key: " + answer));
        String gateway = endpoints.url(Service.GATEWAY);
        System.out.println(text(secret, gateway));
        return 0;
    }

    private static String text(String secret, String gateway) {
        return """
                %1$s

                It is shown only now. Try it:

                export ATRIUM_API_KEY=%1$s
                curl -i %2$s/v1/embeddings -H "Authorization: Bearer $ATRIUM_API_KEY" \\
                  -H 'Content-Type: application/json' \\
                  -d '{"model": "library/all-minilm-l6-v2", "input": "A cat sits on the mat."}'""".formatted(secret, gateway);
    }
}
