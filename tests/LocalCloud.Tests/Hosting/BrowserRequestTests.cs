using Microsoft.AspNetCore.Http;

namespace LocalCloud.Tests.Hosting;

public sealed class BrowserRequestTests : IAsyncLifetime
{
    private readonly CloudFixture _cloud = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Theory]
    [InlineData("Origin", "http://evil.example", true)]
    [InlineData("Origin", "null", true)]
    [InlineData("Sec-Fetch-Site", "cross-site", true)]
    [InlineData("Sec-Fetch-Site", "same-site", true)]
    [InlineData("Sec-Fetch-Site", "none", false)]
    [InlineData("User-Agent", "aws-cli/2", false)]
    public async Task Request_WithABrowsersHeader_IsRefusedWhenAPageSentIt(string header, string value, bool isRefused)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = "POST";
        http.Request.Path = "/_lambda/none/2018-06-01/runtime/invocation/x/response";
        http.Request.Headers[header] = value;
        using var body = new MemoryStream();
        http.Response.Body = body;

        await _cloud.ServeAsync(http);

        var text = System.Text.Encoding.UTF8.GetString(body.ToArray());
        Assert.Equal(isRefused, http.Response.StatusCode == 403 && text.Contains("web pages", StringComparison.Ordinal));
    }
}
