using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.History;

/// <summary>One event of an execution's history, with AWS's type and detail names.</summary>
public sealed record HistoryEvent
{
    public required long Id { get; init; }

    /// <summary>The event that led to this one; 0 for the first, and for the first state's entry.</summary>
    public required long PreviousEventId { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required string Type { get; init; }

    /// <summary>Null for the types that have no details.</summary>
    public JsonObject? Details { get; init; }

    /// <summary>The member that carries the details, such as <c>stateEnteredEventDetails</c>.</summary>
    public string DetailsName =>
        Type.EndsWith("StateEntered", StringComparison.Ordinal) ? "stateEnteredEventDetails"
        : Type.EndsWith("StateExited", StringComparison.Ordinal) ? "stateExitedEventDetails"
        : char.ToLowerInvariant(Type[0]) + Type[1..] + "EventDetails";

    /// <summary>As GetExecutionHistory shows it.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["timestamp"] = Timestamps.Write(Timestamp),
            ["type"] = Type,
            ["id"] = Id,
            ["previousEventId"] = PreviousEventId,
        };
        if (Details is not null)
        {
            json[DetailsName] = Details.DeepClone();
        }

        return json;
    }
}
