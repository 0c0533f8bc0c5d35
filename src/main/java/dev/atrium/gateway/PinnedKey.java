package dev.atrium.gateway;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one certificate: that of the worker which the route names, by its public key. No authority and no host
 * name has a say, since the worker made the certificate itself.
 */
final class PinnedKey extends X509ExtendedTrustManager {

    private final String publicKey;

    /** @param publicKey X.509-encoded in base64 */
    PinnedKey(String publicKey) {
        this.publicKey = publicKey;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        var shown = chain.length == 0
                ? ""
                : Base64.getEncoder().encodeToString(chain[0].getPublicKey().getEncoded());
        if (!shown.equals(publicKey)) {
            throw new CertificateException("the worker shows a key that is not its own");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("this side is never a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("this side is never a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("this side is never a server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
