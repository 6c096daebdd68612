using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Mlops.Domain.Json;
using Mlops.Domain.Training;

namespace Mlops.Domain.Pipelines;

/// <summary>The JSON schemas of <c>pipeline.json</c> and <c>contract.json</c>, made from the records, for editors. <see cref="PipelineDefinitionReader"/> is stricter: it also knows what fits together.</summary>
public static class DefinitionSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of <c>pipelines/pipeline.schema.json</c>.</summary>
    public static string Export() => Export(DomainJson.Wire.PipelineDefinition, "A pipeline of serverless MLOps for .NET");

    /// <summary>The text of <c>pipelines/contract.schema.json</c>.</summary>
    public static string ExportContract() => Export(DomainJson.Wire.DataContract, "A data contract of serverless MLOps for .NET");

    private static string Export(JsonTypeInfo type, string title)
    {
        var schema = type.GetJsonSchemaAsNode(new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = Transform,
        }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", title);
        schema["properties"]!["$schema"] = new JsonObject { ["type"] = "string" };
        return schema.ToJsonString(Indented) + "\n";
    }

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode node)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (type == typeof(TimeSpan) || type == typeof(CalendarDuration))
        {
            return new JsonObject { ["type"] = "string", ["format"] = "duration", ["pattern"] = IsoDuration.Pattern };
        }

        if (node is JsonObject members && members.ContainsKey("properties"))
        {
            members["additionalProperties"] = false;
        }

        if (node is JsonObject thresholds && type == typeof(IReadOnlyDictionary<string, ThresholdDefinition>))
        {
            thresholds["propertyNames"] = new JsonObject { ["enum"] = new JsonArray([.. ProblemMetrics.All.Select(name => (JsonNode)name)]) };
        }

        return node;
    }
}
