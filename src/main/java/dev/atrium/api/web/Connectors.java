package dev.atrium.api.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Cookie;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/** The portal's two ports on one Tomcat: its own, and the management port on loopback. */
final class Connectors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

    private static final String LOOPBACK = "127.0.0.1";
    /** Few people manage one installation at once. */
    private static final String MANAGEMENT_THREADS = "16";
    /** Thousands of workers, of which each holds one or two. Further ones wait to be accepted. */
    private static final int MAX_CONNECTIONS = 4_096;

    private static final int MAX_MANAGEMENT_CONNECTIONS = 128;
    /** A refused body is not read to its end only to keep its connection. */
    private static final int MAX_SWALLOWED_BYTES = 64 * 1024;
    /** Slow or half requests are cut off; a started answer may take as long as it needs. */
    private static final int READ_TIMEOUT_MILLIS = 20_000;

    private final PortalSettings portal;
    private final Connector management = new Connector();

    Connectors(PortalSettings portal, ManagementSettings management) {
        this.portal = portal;
        this.management.setPort(management.port());
        this.management.setProperty("address", LOOPBACK);
        this.management.setProperty("maxThreads", MANAGEMENT_THREADS);
        this.management.setProperty("minSpareThreads", "2");
        limit(this.management, MAX_MANAGEMENT_CONNECTIONS);
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setAddress(address());
        factory.setPort(portal.port());
        factory.addConnectorCustomizers(connector -> limit(connector, MAX_CONNECTIONS), this::showPublicAddress);
        protectSession(factory.getSettings().getSession().getCookie());
        factory.addAdditionalConnectors(management);
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
            }
        });
    }

    /** After Boot's own customizers, which know only the one port. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    /** Where management listens in fact; -1 before it does. */
    int managementPort() {
        return management.getLocalPort();
    }

    /**
     * Makes every request look as the browser sent it, so that addresses made of it are right. No header of the request
     * is believed for that.
     */
    private void showPublicAddress(Connector connector) {
        var url = portal.publicUrl();
        if (url != null) {
            connector.setProxyName(url.getHost());
            connector.setProxyPort(PortalSettings.publicPort(url));
            connector.setScheme(url.getScheme());
            connector.setSecure(portal.isBehindTls());
        }
    }

    /** Other programs on this machine set cookies for the same host, so ours has a name of its own. */
    private void protectSession(Cookie cookie) {
        cookie.setName(portal.isBehindTls() ? "__Host-atrium-session" : "atrium-session");
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSameSite(Cookie.SameSite.LAX);
        cookie.setSecure(portal.isBehindTls());
    }

    private static void limit(Connector connector, int connections) {
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            http.setConnectionTimeout(READ_TIMEOUT_MILLIS);
            http.setConnectionUploadTimeout(READ_TIMEOUT_MILLIS);
            http.setMaxConnections(connections);
            http.setMaxSwallowSize(MAX_SWALLOWED_BYTES);
        }
        connector.setXpoweredBy(false);
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(portal.address());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "atrium.portal.address: '%s' (expected: an address of this machine)".formatted(portal.address()),
                    e);
        }
    }
}
