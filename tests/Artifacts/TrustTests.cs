using Artifacts.Support;

namespace Artifacts;

/// <summary>The native executable over TLS: it trusts the roots in the file that the template names, and nothing else.</summary>
public sealed class TrustTests : IDisposable
{
    private const string Payload = """{"pipeline":"demand","now":"2026-01-01T01:00:00Z","startedAt":"2026-01-01T00:00:00Z"}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("mlops-trust-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Function_WithTheRootOfItsServer_GetsItsAnswer()
    {
        await using var server = await SecureServer.StartAsync();
        var roots = Path.Combine(_folder, "roots.pem");
        await File.WriteAllTextAsync(roots, server.RootPem, TestContext.Current.CancellationToken);

        var posted = await SettleAsync(server, roots);

        Assert.EndsWith("/response", posted.Path, StringComparison.Ordinal);
        Assert.Contains("\"quiet\":true", posted.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Function_WithTheShippedRoots_RefusesAServerOfAnotherRoot()
    {
        await using var server = await SecureServer.StartAsync();

        var posted = await SettleAsync(server, Path.Combine(Published.Functions("linux-x64"), Published.Roots));

        Assert.EndsWith("/error", posted.Path, StringComparison.Ordinal);
        Assert.Contains("AuthenticationException", posted.Body, StringComparison.Ordinal);
        Assert.Equal(0, server.Requests);
    }

    private static Task<Aws.Tests.Support.SentRequest> SettleAsync(SecureServer server, string roots) => FunctionProcess.AnswerAsync(
        [Published.Bootstrap("linux-x64")],
        "settle",
        Payload,
        new() { ["AWS_ENDPOINT_URL"] = server.Url, ["SSL_CERT_FILE"] = roots, ["SSL_CERT_DIR"] = "/var/task/none" });
}
