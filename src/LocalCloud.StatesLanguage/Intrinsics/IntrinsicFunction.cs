using System.Text.Json.Nodes;

namespace LocalCloud.StatesLanguage.Intrinsics;

/// <summary>A row of the table of functions: how many arguments it takes and what it does with them.</summary>
internal sealed record IntrinsicFunction(int MinArguments, int MaxArguments, Func<IntrinsicCall, JsonNode?> Apply)
{
    public bool Takes(int arguments) => arguments >= MinArguments && arguments <= MaxArguments;
}
