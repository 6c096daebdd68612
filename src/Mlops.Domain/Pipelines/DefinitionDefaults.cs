using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Domain.Contracts;
using Mlops.Domain.Json;

namespace Mlops.Domain.Pipelines;

/// <summary>Fills what a definition leaves out with the defaults that the records declare.</summary>
internal static class DefinitionDefaults
{
    private static readonly PipelineDefinition Declared = new() { Name = "", Problem = new ProblemDefinition { Type = ProblemType.Regression, Label = "" } };

    public static JsonNode Complete(JsonObject definition)
    {
        var complete = JsonSerializer.SerializeToNode(Declared, DomainJson.Wire.PipelineDefinition)!.AsObject();
        if (definition["data"] is JsonObject data && data["contract"] is JsonObject)
        {
            complete["data"]!["contract"] = ContractDefaults.Create();
        }

        Overlay(complete, definition);
        return complete;
    }

    private static void Overlay(JsonObject below, JsonObject above)
    {
        foreach (var (name, value) in above)
        {
            if (value is JsonObject members && below[name] is JsonObject under)
            {
                Overlay(under, members);
            }
            else
            {
                below[name] = value?.DeepClone();
            }
        }
    }
}
