package dev.atrium.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MySqlSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void hasDefaults() {
        var settings = bind(Map.of());

        assertThat(settings.url()).isEqualTo("jdbc:mysql://127.0.0.1:7406/atrium");
        assertThat(settings.application()).isEqualTo(new MySqlSettings.Account("", null, null));
        assertThat(settings.migrator()).isEqualTo(new MySqlSettings.Account("", null, null));
    }

    @Test
    void refusesAnotherDatabase() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MySqlSettings("jdbc:h2:mem", account("x"), account("y")))
                .withMessage("atrium.mysql.url: 'jdbc:h2:mem' (expected: it begins with jdbc:mysql://)");
    }

    @Test
    void readsThePasswordFromItsFile() throws IOException {
        var file = Files.writeString(folder.resolve("password"), "s3cret\n");

        assertThat(new MySqlSettings.Account("a", null, file).secret()).isEqualTo("s3cret");
    }

    @Test
    void namesTheAccountThatHasNoPassword() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> new MySqlSettings.Account("a", null, null).secret())
                .withMessage("MySQL account 'a' has no password. Set its password-file under atrium.mysql.");
    }

    @Test
    void printsNoPassword() {
        assertThat(new MySqlSettings("jdbc:mysql://h/d", account("s3cret"), account("s3cret")))
                .asString()
                .doesNotContain("s3cret");
    }

    @Test
    void talksInTheClearOnlyToThisMachine() {
        assertThat(Databases.connectionProperties("jdbc:mysql://127.0.0.1:7406/atrium", Duration.ofSeconds(1)))
                .containsEntry("sslMode", "DISABLED");
        assertThat(Databases.connectionProperties("jdbc:mysql://db.example:3306/atrium", Duration.ofSeconds(1)))
                .containsEntry("sslMode", "REQUIRED")
                .doesNotContainKey("allowPublicKeyRetrieval");
    }

    @Test
    void letsTheAddressDecideWhatItNames() {
        assertThat(Databases.connectionProperties(
                        "jdbc:mysql://db.example/atrium?sslMode=VERIFY_IDENTITY", Duration.ofSeconds(1)))
                .doesNotContainKey("sslMode");
    }

    private static MySqlSettings.Account account(String password) {
        return new MySqlSettings.Account("u", password, null);
    }

    private static MySqlSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("atrium.mysql", MySqlSettings.class);
    }
}
