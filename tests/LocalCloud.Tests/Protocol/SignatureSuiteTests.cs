using System.Globalization;
using System.Text;
using LocalCloud.Protocol;
using LocalCloud.Tests.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LocalCloud.Tests.Protocol;

/// <summary>AWS's Signature Version 4 test suite.</summary>
public sealed class SignatureSuiteTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    [Fact]
    public void CanonicalRequest_OfEveryCase_IsTheSuites() => ForEveryCase((name, request, signature, body) =>
        Assert.Equal(Expected(name, "creq"), CanonicalRequest.Create(request, signature.SignedHeaders, SigningKey.Sha256(body), isS3: false)));

    [Fact]
    public void StringToSign_OfEveryCase_IsTheSuites() => ForEveryCase((name, request, signature, body) =>
    {
        // The collection's string to sign belongs to its canonical request; where it does not, the suite's files disagree.
        var hash = SigningKey.Sha256(Encoding.UTF8.GetBytes(Expected(name, "creq")));
        if (Expected(name, "sts").EndsWith(hash, StringComparison.Ordinal))
        {
            Assert.Equal(Expected(name, "sts"), SignatureVerifier.StringToSign(request, signature, SigningKey.Sha256(body)));
        }
    });

    [Fact]
    public void Verify_OfEveryCase_AcceptsTheSignature() => ForEveryCase((name, request, signature, body) =>
    {
        var clock = new FakeTimeProvider(DateTimeOffset.ParseExact("20150830T123600Z", "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        var verifier = new SignatureVerifier(new SignatureOptions(), clock);

        Assert.Null(verifier.Verify(request, signature, SigningKey.Derive(Secret, signature), SigningKey.Sha256(body)));
    });

    private static void ForEveryCase(Action<string, SignedRequest, Signature, byte[]> check)
    {
        var cases = Directory.GetDirectories(Conformance.Folder("sigv4"));
        Assert.NotEmpty(cases);
        Assert.All(cases, folder =>
        {
            var name = Path.Combine(folder, Path.GetFileName(folder));
            var (request, body) = Parse(name);
            var signature = SignatureReader.Read(request, out var failure);
            Assert.Null(failure);
            check(name, request, signature!, body);
        });
    }

    private static string Expected(string name, string kind) => File.ReadAllText($"{name}.{kind}").ReplaceLineEndings("\n");

    // The signed request's headers, with the authorization that the suite calculated for them.
    private static (SignedRequest Request, byte[] Body) Parse(string name)
    {
        var text = Expected(name, "sreq");
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = (end < 0 ? text : text[..end]).Replace("\n ", " ", StringComparison.Ordinal).Split('\n');
        var target = lines[0]["GET ".Length..lines[0].LastIndexOf(' ')].TrimStart();
        var headers = lines.Skip(1).Select(line => line.Split(':', 2))
            .Where(pair => pair.Length == 2 && pair[0] != "Authorization")
            .Append(["Authorization", Expected(name, "authz")])
            .GroupBy(pair => pair[0].ToLowerInvariant())
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.Select(pair => pair[1])]);
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var request = new SignedRequest(lines[0].Split(' ')[0], mark < 0 ? target : target[..mark], mark < 0 ? "" : target[(mark + 1)..], headers);
        return (request, Encoding.UTF8.GetBytes(end < 0 ? "" : text[(end + 2)..]));
    }
}
