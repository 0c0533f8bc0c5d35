package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    private static final String USAGE = "./atrium do [--fast] [--name NAME]";

    @Test
    void sortsWordsFlagsAndOptions() {
        Arguments arguments = parse("one", "--name", "x", "--fast", "two");

        assertThat(arguments.plain()).containsExactly("one", "two");
        assertThat(arguments.has("--fast")).isTrue();
        assertThat(arguments.option("--name")).contains("x");
    }

    @Test
    void takesValueBehindEqualsSign() {
        assertThat(parse("--name=a=b").option("--name")).contains("a=b");
    }

    @Test
    void namesUnknownOptionAndTheNearestKnownOne() {
        assertThatThrownBy(() -> parse("--nmae", "x"))
                .isInstanceOf(CommandException.class)
                .hasMessage("There is no option --nmae. Did you mean --name? Usage: " + USAGE);
    }

    @Test
    void refusesOptionWithoutItsValue() {
        assertThatThrownBy(() -> parse("--name"))
                .isInstanceOf(CommandException.class)
                .hasMessage("--name needs a value. Usage: " + USAGE);
    }

    @Test
    void namesMissingOption() {
        assertThatThrownBy(() -> parse().required("--name", USAGE))
                .isInstanceOf(CommandException.class)
                .hasMessage("--name is missing. Usage: " + USAGE);
    }

    private static Arguments parse(String... words) {
        return Arguments.parse(List.of(words), USAGE, Set.of("--fast"), Set.of("--name"));
    }
}
