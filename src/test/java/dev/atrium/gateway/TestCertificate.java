package dev.atrium.gateway;

import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.common.util.TlsEngineType;
import com.linecorp.armeria.server.ServerBuilder;
import dev.atrium.agent.SigningKey;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** TLS with a certificate that a worker made itself. */
final class TestCertificate {

    private TestCertificate() {}

    static ServerBuilder listen(ServerBuilder server, InetSocketAddress address, SigningKey key) {
        return server.https(address)
                .tls(TlsKeyPair.of(key.privateKey(), of(key)))
                .tlsEngineType(TlsEngineType.JDK)
                .tlsCustomizer(context -> context.protocols("TLSv1.3"));
    }

    private static X509Certificate of(SigningKey key) {
        try {
            var now = Instant.now();
            var name = new X500Name("CN=nobody-asks");
            var certificate = new X509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(now.minus(Duration.ofDays(1))),
                    Date.from(now.plus(Duration.ofDays(1))),
                    name,
                    SubjectPublicKeyInfo.getInstance(Base64.getDecoder().decode(key.publicKey())));
            var signer = new JcaContentSignerBuilder("Ed25519").build(key.privateKey());
            return new JcaX509CertificateConverter().getCertificate(certificate.build(signer));
        } catch (OperatorCreationException | CertificateException e) {
            throw new IllegalStateException(e);
        }
    }
}
