using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mlops.Bench.ColdStart;

/// <summary>
/// A Lambda Runtime API that hands one event to each process, and an S3 of one bucket over HTTP and HTTPS. Each process has a
/// path of its own at the Runtime API: a late request of an earlier one cannot take the event of the next.
/// </summary>
internal sealed class FakeCloud : IAsyncDisposable
{
    private const string Event = """{"pipeline":"ridership","now":"2026-01-02T00:00:00Z","startedAt":"2026-01-01T23:59:00Z"}""";
    private const int Objects = 36;

    private static readonly byte[] Listing = Encoding.UTF8.GetBytes(List());

    private readonly WebApplication _app;
    private long _generation;
    private TaskCompletionSource<Answer> _answered = new();

    private FakeCloud(WebApplication app) => _app = app;

    public string Http => _app.Urls.Single(url => url.StartsWith("http:", StringComparison.Ordinal));

    public string Https => _app.Urls.Single(url => url.StartsWith("https:", StringComparison.Ordinal));

    public static async Task<FakeCloud> StartAsync(TestAuthority authority)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, 0);
            options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(authority.Certificate));
        });
        var cloud = new FakeCloud(builder.Build());
        cloud._app.Run(cloud.AnswerAsync);
        await cloud._app.StartAsync();
        return cloud;
    }

    /// <summary>What the next process finds as its Runtime API, and what it will answer and when.</summary>
    public (string RuntimeApi, Task<Answer> Answered) Expect()
    {
        _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return ($"{new Uri(Http).Authority}/{Interlocked.Increment(ref _generation)}", _answered.Task);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var at = Stopwatch.GetTimestamp();
        var path = context.Request.Path.Value!;
        var isRuntime = path.Contains("/2018-06-01/runtime/", StringComparison.Ordinal);
        if (isRuntime && !path.StartsWith($"/{Interlocked.Read(ref _generation)}/", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status410Gone;
        }
        else if (!isRuntime)
        {
            context.Response.ContentType = "application/xml";
            context.Response.ContentLength = Listing.Length;
            await context.Response.Body.WriteAsync(Listing);
        }
        else if (path.EndsWith("/invocation/next", StringComparison.Ordinal))
        {
            await HandOutAsync(context);
        }
        else
        {
            using var reader = new StreamReader(context.Request.Body);
            _answered.TrySetResult(new Answer(at, path.EndsWith("/response", StringComparison.Ordinal), await reader.ReadToEndAsync()));
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }
    }

    private async Task HandOutAsync(HttpContext context)
    {
        if (_answered.Task.IsCompleted)
        {
            // There is no second event; the process is about to be ended.
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";
        context.Response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:us-east-1:000000000000:function:settle";
        context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = TimeProvider.System.GetUtcNow().AddMinutes(1).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(Event);
    }

    private static string List()
    {
        var text = new StringBuilder("""<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>data</Name><Prefix>incoming/ridership/</Prefix>""");
        text.Append(CultureInfo.InvariantCulture, $"<KeyCount>{Objects}</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>");
        for (var i = 0; i < Objects; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<Contents><Key>incoming/ridership/{i:00}.csv</Key><LastModified>2026-01-01T20:{i:00}:00.000Z</LastModified><ETag>&quot;0123456789abcdef0123456789abcdef&quot;</ETag><Size>7300</Size><StorageClass>STANDARD</StorageClass></Contents>");
        }

        return text.Append("</ListBucketResult>").ToString();
    }
}

/// <summary>What a function posted, and when its first byte was here.</summary>
internal sealed record Answer(long At, bool IsResponse, string Body);
