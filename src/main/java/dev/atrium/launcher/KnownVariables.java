package dev.atrium.launcher;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every {@code ATRIUM_*} variable. Those of the services are their settings records; since the launcher cannot see
 * those (it is compiled before them), they are repeated here, and a test compares. {@code ATRIUM_API_KEY} is that of a
 * caller in the same terminal; nothing here reads it.
 */
final class KnownVariables {

    private static final String TABLE = """
            HOME                        path
            API_KEY                     text
            ROLES                       text
            LOGS                        text
            SKIP_BROWSER                text
            DEMO_ENABLED                flag
            DEMO_PEOPLE                 flag
            MANAGEMENT_PORT             port
            PORTAL_ADDRESS              text
            PORTAL_PORT                 port
            PORTAL_PUBLIC_URL           url
            PORTAL_KIT                  flag
            PORTAL_GATEWAY_URL          url
            CLUSTER_PORTAL_CONNECTIONS  number
            CLUSTER_GATEWAY_CONNECTIONS number
            CLUSTER_SNAPSHOT            path
            STORAGE_FOLDER              path
            MYSQL_URL                   jdbc
            MYSQL_PORT                  port
            MYSQL_APPLICATION_USER      text
            MYSQL_APPLICATION_PASSWORD  text
            MYSQL_APPLICATION_PASSWORD_FILE path
            MYSQL_MIGRATOR_USER         text
            MYSQL_MIGRATOR_PASSWORD     text
            MYSQL_MIGRATOR_PASSWORD_FILE path
            KEYCLOAK_URL                url
            KEYCLOAK_PUBLIC_URL         url
            KEYCLOAK_PORT               port
            KEYCLOAK_MANAGEMENT_PORT    port
            KEYCLOAK_REALM              text
            KEYCLOAK_CLIENT_ID          text
            KEYCLOAK_CLIENT_SECRET_FILE path
            KEYCLOAK_REGISTRATION       flag
            TENANCY_CURRENCY            text
            METERING_ROLLUPS            duration
            METERING_DAYS_AHEAD         number
            METERING_JOURNAL_FOLDER     path
            METERING_JOURNAL_SEGMENT    size
            METERING_JOURNAL_LIMIT      size
            METERING_JOURNAL_MIN_FREE   size
            METERING_JOURNAL_KEEP_FORCED flag
            METERING_SHIPPER_BATCH      number
            METERING_SHIPPER_PAUSE      duration
            METERING_SHIPPER_LONGEST_PAUSE duration
            GATEWAY_ADDRESS             text
            GATEWAY_TLS_IN_FRONT        flag
            GATEWAY_PORT                port
            GATEWAY_OPERATIONS_PORT     port
            GATEWAY_MAX_BODY            size
            GATEWAY_MAX_ANSWER          size
            GATEWAY_BUFFER_BUDGET       size
            GATEWAY_HEADERS_TIMEOUT     duration
            GATEWAY_BODY_TIMEOUT        duration
            GATEWAY_CONNECT_TIMEOUT     duration
            GATEWAY_FIRST_BYTE_TIMEOUT  duration
            GATEWAY_IDLE_TIMEOUT        duration
            GATEWAY_LAST_WRITE_TIMEOUT  duration
            GATEWAY_MAX_IN_FLIGHT       number
            GATEWAY_MAX_ATTEMPTS        number
            GATEWAY_STALE_AFTER         duration
            GATEWAY_WARM_UP_REQUESTS    number
            GATEWAY_WARM_UP_LIMIT       duration
            GATEWAY_DRAIN               duration
            POOL_HEARTBEAT              duration
            POOL_HEARTBEAT_UNSETTLED    duration
            POOL_LOST_AFTER             duration
            POOL_DRAIN                  duration
            POOL_RETRY_FIRST            duration
            POOL_RETRY_MOST             duration
            WORKER_ADDRESS              text
            WORKER_PORT                 port
            WORKER_ADVERTISED_HOST      text
            WORKER_OPERATIONS_PORT      port
            WORKER_PORTAL_URL           url
            WORKER_PLAIN_HTTP           flag
            WORKER_JOIN_TOKEN_FILE      path
            WORKER_NAME                 text
            WORKER_DATA                 path
            WORKER_MAX_BODY             size
            WORKER_SLOTS                number
            WORKER_QUEUE                number
            WORKER_DRAIN                duration
            WORKER_SIGN_OF_LIFE         duration
            WORKER_CHAT_MEMORY          size
            """;

    private KnownVariables() {}

    /** What each variable's value looks like, by name. */
    static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new TreeMap<>();
        TABLE.lines()
                .map(line -> line.split(" +"))
                .forEach(words -> kinds.put("ATRIUM_" + words[0], Kind.valueOf(words[1].toUpperCase(Locale.ROOT))));
        return kinds;
    }
}
