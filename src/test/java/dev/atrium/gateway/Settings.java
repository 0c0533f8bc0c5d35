package dev.atrium.gateway;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings as they are read from properties. */
final class Settings {

    private Settings() {}

    static GatewaySettings defaults() {
        return with(Map.of());
    }

    /** @param properties without {@code atrium.gateway.} */
    static GatewaySettings with(Map<String, String> properties) {
        var all = new java.util.HashMap<String, String>();
        properties.forEach((key, value) -> all.put("atrium.gateway." + key, value));
        return new Binder(new MapConfigurationPropertySource(all))
                .bindOrCreate("atrium.gateway", GatewaySettings.class);
    }
}
