using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mlops.Bench.ColdStart;

/// <summary>A root of the bench's own, and the certificate for 127.0.0.1 that it has signed.</summary>
internal sealed class TestAuthority
{
    public TestAuthority()
    {
        var now = TimeProvider.System.GetUtcNow();
        var root = new CertificateRequest("CN=Bench Root", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        root.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        root.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(root.PublicKey, critical: false));
        using var authority = root.CreateSelfSigned(now.AddHours(-1), now.AddDays(1));
        RootPem = authority.ExportCertificatePem();

        // RSA, as S3 presents: its handshake costs what S3's does.
        var key = RSA.Create(2048);
        var leaf = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        leaf.CertificateExtensions.Add(names.Build());
        leaf.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var generator = X509SignatureGenerator.CreateForECDsa(authority.GetECDsaPrivateKey()!);
        using var signed = leaf.Create(authority.SubjectName, generator, authority.NotBefore, authority.NotAfter, [1]);
        Certificate = signed.CopyWithPrivateKey(key);
    }

    public string RootPem { get; }

    public X509Certificate2 Certificate { get; }
}
