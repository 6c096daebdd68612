using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Artifacts.Support;

namespace Artifacts;

/// <summary>The roots that the functions trust are those that https://www.amazontrust.com/repository/ lists for custom trust stores.</summary>
public sealed class RootCertificateTests
{
    // As the repository lists them: SHA-256 of the subject public key information.
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["CN=Amazon Root CA 1"] = "fbe3018031f9586bcbf41727e417b7d1c45c2f47f93be372a17b96b50757d5a2",
        ["CN=Amazon Root CA 2"] = "7f4296fc5b6a4e3b35d3c369623e364ab1af381d8fa7121533c9d6c633ea2461",
        ["CN=Amazon Root CA 3"] = "36abc32656acfc645c61b71613c4bf21c787f5cabbee48348d58597803d7abc9",
        ["CN=Amazon Root CA 4"] = "f7ecded5c66047d28ed6466b543c40e0743abe81d109254dcf845d4c2c7853c5",
        ["CN=Starfield Services Root Certificate Authority - G2"] = "2b071c59a0a0ae76b0eadb2bad23bad4580b69c3601b630c2eaf0613afa83f92",
    };

    [Fact]
    public void Roots_Always_HaveTheKeysThatAmazonPublishes() => Assert.Equal(
        Keys.OrderBy(key => key.Key, StringComparer.Ordinal).Select(key => (key.Key, key.Value)),
        Roots().Select(root => (root.Subject.Split(", ")[0], Convert.ToHexStringLower(SHA256.HashData(root.PublicKey.ExportSubjectPublicKeyInfo()))))
            .OrderBy(key => key.Item1, StringComparer.Ordinal));

    [Fact]
    public void Roots_Always_AreSelfSignedAuthorities() => Assert.All(Roots(), root =>
    {
        Assert.Equal(root.Issuer, root.Subject);
        Assert.True(root.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
    });

    [Fact]
    public void Roots_Always_AreValidForYetAnotherYear() => Assert.All(Roots(), root =>
    {
        var now = TimeProvider.System.GetUtcNow();
        Assert.True(root.NotBefore <= now, root.Subject);
        Assert.True(root.NotAfter > now.AddYears(1), $"{root.Subject} ends on {root.NotAfter:yyyy-MM-dd}; docs/concepts/functions.md tells how to renew it.");
    });

    private static X509Certificate2Collection Roots()
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(Path.Combine(Published.Root, "src", "Mlops.Functions", Published.Roots));
        return roots;
    }
}
