using System.Globalization;
using System.Net.Http.Headers;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What the Runtime API says of an invocation in the headers of <c>/next</c>.</summary>
internal sealed class RuntimeApiHeaders(HttpResponseHeaders headers)
{
    public string AwsRequestId { get; } = Find(headers, "Lambda-Runtime-Aws-Request-Id")
        ?? throw new InvalidOperationException("The Runtime API's answer to /next has no Lambda-Runtime-Aws-Request-Id header.");

    public string InvokedFunctionArn { get; } = Find(headers, "Lambda-Runtime-Invoked-Function-Arn");

    public string TraceId { get; } = Find(headers, "Lambda-Runtime-Trace-Id");

    public string TenantId { get; } = Find(headers, "Lambda-Runtime-Aws-Tenant-Id");

    public string ClientContextJson { get; } = Find(headers, "Lambda-Runtime-Client-Context");

    public string CognitoIdentityJson { get; } = Find(headers, "Lambda-Runtime-Cognito-Identity");

    public DateTimeOffset Deadline { get; } = DateTimeOffset.FromUnixTimeMilliseconds(
        long.TryParse(Find(headers, "Lambda-Runtime-Deadline-Ms"), CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds : 0);

    private static string Find(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
