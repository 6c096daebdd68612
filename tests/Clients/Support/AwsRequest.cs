using System.Text.Json.Nodes;

namespace Clients.Support;

/// <summary>One thing that a client is asked to do: a call of an operation, or what its SDK makes of several.</summary>
internal sealed record AwsRequest(string Service, string Operation, JsonObject Input)
{
    /// <summary><c>call</c>, or a thing that SDKs do beside calls: <c>presign</c>, a waiter, a paginator, an upload in parts.</summary>
    public string What { get; init; } = "call";

    /// <summary>Null: the account's own keys.</summary>
    public AccessKeys? Keys { get; init; }

    /// <summary>Null: the cloud with the app.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>By how many seconds the client's clock is wrong.</summary>
    public int ClockOffset { get; init; }

    public JsonObject ToJson(string folder) => new()
    {
        ["what"] = What,
        ["service"] = Service,
        ["operation"] = Operation,
        ["input"] = Input.DeepClone(),
        ["keys"] = Keys is null ? null : new JsonObject
        {
            ["AccessKeyId"] = Keys.AccessKeyId,
            ["SecretAccessKey"] = Keys.SecretAccessKey,
            ["SessionToken"] = Keys.SessionToken,
        },
        ["endpoint"] = Endpoint?.ToString(),
        ["clockOffset"] = ClockOffset,
        ["folder"] = folder,
    };
}
