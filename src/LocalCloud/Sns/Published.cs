using System.Text.Json.Nodes;

namespace LocalCloud.Sns;

/// <summary>One message on its way to a topic's subscribers.</summary>
internal sealed record Published(string MessageId, string Message, JsonObject Request, DateTimeOffset Time)
{
    public string? Subject => Request[nameof(Subject)]?.ToString();

    public JsonObject? Attributes => Request["MessageAttributes"] as JsonObject;
}
