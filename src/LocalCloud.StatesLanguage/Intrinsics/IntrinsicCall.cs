using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Intrinsics;

/// <summary>The evaluated arguments of one call, read by position and type; a wrong type fails the call.</summary>
internal sealed record IntrinsicCall(IReadOnlyList<JsonNode?> Arguments, Random Random)
{
    public JsonNode? this[int position] => Arguments[position];

    public string Text(int position) => JsonValues.AsString(this[position]) ?? throw Wrong(position, "a string");

    public JsonArray Array(int position) => this[position] as JsonArray ?? throw Wrong(position, "an array");

    public JsonObject Object(int position) => this[position] as JsonObject ?? throw Wrong(position, "an object");

    public long Integer(int position) => JsonValues.AsLong(this[position]) ?? throw Wrong(position, "an integer");

    public double Number(int position) => JsonValues.AsDouble(this[position]) ?? throw Wrong(position, "a number");

    private IntrinsicException Wrong(int position, string expected) =>
        new($"Argument {position + 1} must be {expected}, but is {JsonText.Write(this[position])}");
}
