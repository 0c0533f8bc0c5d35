package dev.atrium.worker;

import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.common.util.TlsEngineType;
import com.linecorp.armeria.server.ServerBuilder;
import dev.atrium.agent.SigningKey;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate made from the worker's identity. Gateways compare its public key with that of their route; name and
 * dates of it mean nothing to them, so it lasts.
 */
final class WorkerCertificate {

    private static final String TLS = "TLSv1.3";
    private static final Duration BACK = Duration.ofDays(1);
    private static final Duration AHEAD = Duration.ofDays(3650);

    private WorkerCertificate() {}

    /** Lets {@code builder} accept TLS 1.3 at {@code address} with the key of this worker. */
    static void listen(ServerBuilder builder, InetSocketAddress address, SigningKey key, Clock clock) {
        builder.https(address)
                .tls(TlsKeyPair.of(key.privateKey(), of(key, clock)))
                .tlsEngineType(TlsEngineType.JDK) // the other one cannot present Ed25519
                .tlsCustomizer(context -> context.protocols(TLS));
    }

    static X509Certificate of(SigningKey key, Clock clock) {
        try {
            var now = clock.instant();
            var name = new X500Name("CN=atrium-worker");
            var publicKey = SubjectPublicKeyInfo.getInstance(Base64.getDecoder().decode(key.publicKey()));
            var builder = new X509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(now.toEpochMilli()),
                    Date.from(now.minus(BACK)),
                    Date.from(now.plus(AHEAD)),
                    name,
                    publicKey);
            var signer = new JcaContentSignerBuilder("Ed25519").build(key.privateKey());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException | CertificateException e) {
            throw new IllegalStateException(e);
        }
    }
}
