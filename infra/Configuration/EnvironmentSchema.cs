using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mlops.Infra.Configuration;

/// <summary>The JSON schema of <c>environments.json</c>, made from what its reader knows, for editors. <see cref="EnvironmentChain"/> is stricter: it also knows what fits together.</summary>
public static class EnvironmentSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of <c>environments.schema.json</c>.</summary>
    public static string Export() => new JsonObject
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "The environments of serverless MLOps for .NET, each promoting to the next",
        ["type"] = "array",
        ["items"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(EnvironmentMember.All.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)new JsonObject
            {
                ["description"] = member.Expected,
                ["type"] = "string",
                ["pattern"] = $"^({member.Shape})$",
            }))),
            ["required"] = new JsonArray([.. EnvironmentMember.All.Where(member => member.IsRequired).Select(member => (JsonNode)member.Name)]),
            ["additionalProperties"] = false,
        },
    }.ToJsonString(Indented) + "\n";
}
