using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Artifacts.Support;

/// <summary>An S3 of one empty bucket over HTTPS, for <c>localhost</c>, with a certificate that a root of its own has signed.</summary>
internal sealed class SecureServer : IAsyncDisposable
{
    private const string EmptyBucket = """<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>data</Name><KeyCount>0</KeyCount><IsTruncated>false</IsTruncated></ListBucketResult>""";

    private readonly WebApplication _app;
    private int _requests;

    private SecureServer(WebApplication app, string root) => (_app, RootPem) = (app, root);

    public string Url => $"https://localhost:{new Uri(_app.Urls.Single()).Port}";

    public string RootPem { get; }

    public int Requests => _requests;

    public static async Task<SecureServer> StartAsync()
    {
        using var root = Root();
        var certificate = Sign(root);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var server = new SecureServer(builder.Build(), root.ExportCertificatePem());
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync(EmptyBucket);
    }

    private static X509Certificate2 Root()
    {
        var request = new CertificateRequest("CN=Test Root", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
    }

    private static X509Certificate2 Sign(X509Certificate2 root)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(root, root.NotBefore, root.NotAfter, [1]);
        return signed.CopyWithPrivateKey(key);
    }
}
