using System.Text.Json.Nodes;

namespace Clients.Support;

/// <summary>What came of a request: an output, or an error in the client's words.</summary>
internal sealed record Answer(JsonNode? Output, Failure? Error)
{
    /// <summary>The output of a request that worked.</summary>
    public JsonNode Ok() => Error is null ? Output ?? new JsonObject() : throw new InvalidOperationException($"Refused: {Error}");

    public static Answer Parse(JsonNode answer) => answer["error"] is { } error
        ? new(null, new((string)error["Type"]!, (string)error["Code"]!, (int?)error["Status"] ?? 0, (string)error["Message"]!))
        : new(answer["output"]?.DeepClone(), null);
}

/// <summary>An error as a client tells it: the type of its exception, and the service's code, status and message.</summary>
internal sealed record Failure(string Type, string Code, int Status, string Message);
