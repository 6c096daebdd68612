using System.Text.Json.Nodes;

namespace LocalCloud.Sns;

/// <summary>One message on its way to a topic's subscribers.</summary>
internal sealed record Published(string MessageId, string Message, JsonObject Request, DateTimeOffset Time)
{
    public string? Subject => Request[nameof(Subject)]?.ToString();

    public JsonObject? Attributes => Request["MessageAttributes"] as JsonObject;

    /// <summary>With <c>MessageStructure</c> <c>json</c> a protocol may have a text of its own.</summary>
    public string MessageFor(string protocol)
    {
        if (Request["MessageStructure"] is null)
        {
            return Message;
        }

        var texts = JsonNode.Parse(Message)!.AsObject();
        return (texts[protocol] ?? texts["default"])!.ToString();
    }
}
