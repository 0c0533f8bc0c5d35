package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {

    private static final String PROGRAM = """
            package hello;

            public class Hello {
                public static void main(String[] args) {
                    System.out.println("hello");
                }
            }
            """;

    @TempDir
    private Path folder;

    private AppLayout app;
    private ClassArchive archive;

    @BeforeEach
    void makeProgram() throws Exception {
        app = new AppLayout(folder);
        archive = new ClassArchive(app, "hello");
        Path source = Files.writeString(folder.resolve("Hello.java"), PROGRAM);
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Files.createDirectories(app.jar().getParent());
        tool("javac", "-d", classes.toString(), source.toString());
        tool("jar", "cfe", app.jar().toString(), "hello.Hello", "-C", classes.toString(), ".");
    }

    @Test
    void laterStartsTakeTheProgramsClassesFromTheArchive() throws Exception {
        assertThat(run()).contains("hello.Hello source: file:", "\nhello\n");
        assertThat(archive.isMade()).isFalse();

        archive.make(command());

        assertThat(archive.isMade()).isTrue();
        assertThat(run()).contains("hello.Hello source: shared objects file", "\nhello\n");
    }

    @Test
    void aListWhoseLastLineIsWrittenJustNowIsGoodEnough() throws Exception {
        run();
        Files.writeString(folder.resolve("hello-classes"), "hello/Hel", StandardOpenOption.APPEND);

        archive.make(command());

        assertThat(run()).contains("hello.Hello source: shared objects file");
    }

    private List<String> command() {
        return Jvm.command(app, "hello", "64m");
    }

    private String run() throws Exception {
        List<String> command = new ArrayList<>(command());
        command.add(1, "-Xlog:class+load");
        Process process = Tool.start(new ProcessBuilder(command));
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static void tool(String name, String... words) {
        int status = ToolProvider.findFirst(name).orElseThrow().run(System.out, System.err, words);
        assertThat(status).isZero();
    }
}
