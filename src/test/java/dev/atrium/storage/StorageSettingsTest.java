package dev.atrium.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StorageSettingsTest {

    private static final Path HOME = Path.of("/srv/atrium");

    @Test
    void keepsObjectsInTheHomeUnlessToldOtherwise() {
        assertThat(new StorageSettings(null).folderIn(HOME)).isEqualTo(Path.of("/srv/atrium/objects"));
        assertThat(new StorageSettings(Path.of("/data")).folderIn(HOME)).isEqualTo(Path.of("/data"));
    }
}
