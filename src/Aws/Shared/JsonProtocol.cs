using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace Amazon.Shared;

/// <summary>How one service speaks AWS JSON 1.0 or 1.1.</summary>
internal sealed record JsonProtocol
{
    public required string ServiceName { get; init; }

    public required string ApiVersion { get; init; }

    public required string TargetPrefix { get; init; }

    public required string ContentType { get; init; }

    /// <summary>How members are called on the wire; null where they are called as in the SDK.</summary>
    public JsonNamingPolicy Naming { get; init; }

    public required JsonConverter[] Constants { get; init; }

    public required Func<ErrorReply, AmazonServiceException> Unmodelled { get; init; }
}
