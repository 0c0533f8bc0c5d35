package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandTest {

    private static final String REASON =
            "The graph asks for the input 'past_conv.0': this is a hybrid with convolutions, which is not supported. Publish a decoder-only language model.";

    @TempDir
    private Path folder;

    @Test
    void tellsWhyAModelCannotBeServed() throws Exception {
        var portal = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        portal.createContext("/manage/v1/models", call -> answer(call, "{\"deployment\": \"dep_1\"}"));
        portal.createContext(
                "/manage/v1/replicas",
                call -> answer(call, "{\"items\": [{\"state\": \"failed\", \"reason\": \"%s\"}]}".formatted(REASON)));
        portal.start();
        try {
            var installation = new Installation(
                    folder,
                    new Home(folder),
                    Variables.of(Map.of(
                            "ATRIUM_MANAGEMENT_PORT",
                            String.valueOf(portal.getAddress().getPort()))),
                    new Console(System.out, false));
            installation.home().secrets().write(Management.TOKEN, "secret");

            assertThatThrownBy(() -> new ModelCommand()
                            .run(
                                    installation,
                                    List.of("add", folder.toString(), "--organization", "acme", "--name", "hybrid")))
                    .isInstanceOf(CommandException.class)
                    .hasMessage("The model cannot be served: " + REASON);
        } finally {
            portal.stop(0);
        }
    }

    private static void answer(HttpExchange call, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(200, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    @Test
    void readsPricesByMeter() {
        assertThat(ModelCommand.prices("input_tokens=0.02, output_tokens=1"))
                .containsEntry("input_tokens", "0.02")
                .containsEntry("output_tokens", "1")
                .hasSize(2);
    }

    @Test
    void refusesPriceThatIsNoDecimal() {
        assertThatThrownBy(() -> ModelCommand.prices("input_tokens=-1"))
                .isInstanceOf(CommandException.class)
                .hasMessage(
                        "--price: 'input_tokens=-1' (expected: a meter and its price per million, such as input_tokens=0.02)");
    }
}
