package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.Server;
import dev.atrium.agent.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real TLS client that knows nothing but the worker's public key. */
class WorkerCertificateTest {

    private static final SigningKey KEY = SigningKey.generate();

    private static Server server;

    @BeforeAll
    static void listen() {
        var builder = Server.builder().service("/", (_, _) -> HttpResponse.of("here"));
        WorkerCertificate.listen(
                builder, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), KEY, Clock.systemUTC());
        server = builder.build();
        server.start().join();
    }

    @AfterAll
    static void close() {
        server.stop();
    }

    @Test
    void presentsTheKeyOfTheWorkerWithTls13() throws Exception {
        try (var socket = connect(KEY.publicKey(), "TLSv1.3")) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nhost: worker\r\nconnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 200").endsWith("here");
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void isRefusedByAClientThatExpectsAnotherWorker() {
        assertThatExceptionOfType(SSLHandshakeException.class)
                .isThrownBy(() -> connect(SigningKey.generate().publicKey(), "TLSv1.3"))
                .withMessageContaining("another key");
    }

    @Test
    void refusesOlderProtocols() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> connect(KEY.publicKey(), "TLSv1.2"));
    }

    private static SSLSocket connect(String publicKey, String protocol) throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Pin(publicKey)}, new SecureRandom());
        var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.activeLocalPort());
        socket.setEnabledProtocols(new String[] {protocol});
        try {
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Compares the public key; name and dates mean nothing. */
    private static final class Pin extends X509ExtendedTrustManager {

        private final String publicKey;

        Pin(String publicKey) {
            this.publicKey = publicKey;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            var presented =
                    Base64.getEncoder().encodeToString(chain[0].getPublicKey().getEncoded());
            if (!presented.equals(publicKey)) {
                throw new CertificateException("another key");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("no clients");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("no clients");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("no clients");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
