using System.Net.Http.Headers;
using LocalCloud.Api;
using LocalCloud.Iam;
using LocalCloud.Models;
using LocalCloud.Protocol;
using LocalCloud.Ssm;
using LocalCloud.Tests.Iam;
using LocalCloud.Tests.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalCloud.Tests.Protocol;

/// <summary>The protocol endpoint on loopback Kestrel with real SSM and STS, plus whatever services a test brings.</summary>
internal sealed class ProtocolServer : IAsyncDisposable
{
    private readonly WebApplication _web;

    private ProtocolServer(WebApplication web, IamFixture iam, TemporaryStore store)
    {
        (_web, Iam, Store) = (web, iam, store);
        Root = iam.Credentials.EnsureRoot(IamFixture.Account);
        Http = new HttpClient { BaseAddress = Address };
    }

    public IamFixture Iam { get; }

    public TemporaryStore Store { get; }

    public Credentials Root { get; }

    public Uri Address => new(_web.Urls.Single());

    public HttpClient Http { get; }

    public static async Task<ProtocolServer> StartAsync(params ApiService[] services)
    {
        var iam = new IamFixture();
        var store = new TemporaryStore();
        var dispatcher = new ApiDispatcher(
            [new SsmService(iam.Identity, store.Store, iam.Clock).Api, new StsService(iam.Iam, iam.Credentials).Api, .. services],
            new RequestValidator(),
            iam.Iam);
        // Real clients sign with the real time; the cloud's clock stands still.
        var verifier = new SignatureVerifier(new SignatureOptions { AllowedSkew = null }, iam.Clock);
        var endpoint = new ProtocolEndpoint(dispatcher, new CallerIdentifier(iam.Credentials, verifier, iam.Clock), new ServiceRouter(), NullLogger<ProtocolEndpoint>.Instance);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        web.Run(endpoint.HandleAsync);
        await web.StartAsync(TestContext.Current.CancellationToken);
        return new(web, iam, store);
    }

    /// <summary>Sends a request signed by this test's own use of the specification.</summary>
    public Task<HttpResponseMessage> SendAsync(Credentials credentials, string service, HttpRequestMessage request, string body = "")
    {
        request.Content = new StringContent(body);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-amz-json-1.1");
        TestSigner.Sign(request, Address.Authority, credentials, service, body);
        return Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> CallAsync(string service, string target, string body, Credentials? credentials = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Headers.Add("X-Amz-Target", target);
        return SendAsync(credentials ?? Root, service, request, body);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _web.DisposeAsync();
        Iam.Dispose();
        Store.Dispose();
    }
}
