using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using Microsoft.AspNetCore.Http;

namespace LocalCloud.S3.Http;

/// <summary>
/// S3's REST-XML endpoint, path style: the host maps <c>/</c>, <c>/{bucket}</c> and <c>/{bucket}/{**key}</c> to
/// <see cref="HandleAsync"/>. Who calls is for <paramref name="principalOf"/> to say, from the request's signature.
/// </summary>
public sealed class S3HttpHandler(S3Engine s3, Func<HttpContext, ValueTask<Principal>> principalOf)
{
    private readonly S3Router _router = new(s3);
    private long _requests;

    /// <summary>What is to go wrong; null: nothing. It is asked before the caller's rights are: those depend on the object.</summary>
    public IFaults? Faults { get; init; }

    /// <summary>The names of the operations served.</summary>
    public IEnumerable<string> Operations => _router.Operations;

    public async Task HandleAsync(HttpContext http)
    {
        var requestId = Interlocked.Increment(ref _requests).ToString("X16", CultureInfo.InvariantCulture);
        http.Response.Headers["x-amz-request-id"] = requestId;
        http.Response.Headers.Server = "AmazonS3";
        var exchange = new S3Exchange(http, new S3Caller(new Principal.Anonymous()) { RequestId = requestId });
        try
        {
            var caller = new S3Caller(await principalOf(http))
            {
                RequestId = requestId,
                SourceIpAddress = http.Connection.RemoteIpAddress?.MapToIPv4().ToString() ?? "127.0.0.1",
            };
            exchange = new(http, caller);
            var route = _router.Find(exchange);
            RequireExpectedOwner(exchange, "x-amz-expected-bucket-owner");
            RequireExpectedOwner(exchange, "x-amz-source-expected-bucket-owner");
            if (Faults is not null)
            {
                var input = new JsonObject { ["Bucket"] = exchange.Bucket, ["Key"] = exchange.Key };
                await Faults.OnCallAsync("s3", route.Operation, input, caller.Principal, http.RequestAborted);
            }

            await route.Handle(exchange, http.RequestAborted);
        }
        catch (AwsException error) when (error.IsUnreachable)
        {
            http.Abort();
        }
        catch (AwsException error) when (!http.Response.HasStarted)
        {
            http.Response.Headers.Remove("Content-Length");
            await exchange.WriteErrorAsync(error, http.RequestAborted);
        }
    }

    private void RequireExpectedOwner(S3Exchange exchange, string header)
    {
        if (exchange.Header(header) is not { } expected)
        {
            return;
        }

        if (expected.Length != 12 || !expected.All(char.IsAsciiDigit))
        {
            throw new AwsException("InvalidBucketOwnerAWSAccountID", 400,
                $"The value of the expected bucket owner parameter must be an AWS Account ID... [{expected}]");
        }

        if (expected != s3.Identity.Account)
        {
            throw S3Errors.AccessDenied("Access Denied");
        }
    }
}
