using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudFormation.Execution;
using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation.Operations;

/// <summary>The operations on templates, those of stacks and others.</summary>
internal sealed class TemplateOperations(StackParts parts, StackAccess access)
{
    private readonly DefinitionReader _definitions = new(parts);

    public IEnumerable<ApiOperation> Operations() =>
    [
        access.Operation("GetTemplate", (input, _) => Get(input)),
        access.Operation("GetTemplateSummary", SummarizeAsync),
        access.Operation("ValidateTemplate", ValidateAsync),
    ];

    private JsonObject Get(JsonObject input)
    {
        var stack = Stack(input);
        if (input["ChangeSetName"]?.ToString() is { } name)
        {
            var changeSet = stack is null ? parts.ChangeSets.ById(name) : parts.ChangeSets.Find(stack.Id, name);
            return Body((changeSet ?? throw CloudFormationErrors.NoChangeSet(name)).Definition);
        }

        // A stack that is under review has no template yet.
        return stack is null ? throw CloudFormationErrors.Validation("StackName must be specified") : Body(stack.Current);
    }

    private static JsonObject Body(StackDefinition? definition) => definition is null
        ? new() { ["StagesAvailable"] = new JsonArray() }
        : new() { ["TemplateBody"] = definition.TemplateBody, ["StagesAvailable"] = new JsonArray("Original", "Processed") };

    private async Task<JsonObject> SummarizeAsync(JsonObject input, ApiContext context, CancellationToken cancellationToken)
    {
        var stack = Stack(input);
        var source = stack is null ? input : new JsonObject { ["UsePreviousTemplate"] = true };
        var template = await _definitions.TemplateAsync(source, stack, context.Principal, cancellationToken);
        var summary = Described(template, declared =>
        {
            var shape = Shape(declared);
            shape["ParameterType"] = declared.Type;
            shape["ParameterConstraints"] = declared.AllowedValues.Count == 0 ? [] : new JsonObject
            {
                ["AllowedValues"] = new JsonArray([.. declared.AllowedValues.Select(value => (JsonNode?)value)]),
            };
            return shape;
        });
        summary["ResourceTypes"] = new JsonArray([.. template.Resources.Values.Select(resource => resource.Type).Distinct().Select(type => (JsonNode?)type)]);
        summary["Version"] = "2010-09-09";
        return summary;
    }

    private async Task<JsonObject> ValidateAsync(JsonObject input, ApiContext context, CancellationToken cancellationToken) =>
        Described(await _definitions.TemplateAsync(input, null, context.Principal, cancellationToken), Shape);

    private StackRecord? Stack(JsonObject input) => input["StackName"]?.ToString() is { } name
        ? parts.Stacks.Find(name) ?? throw CloudFormationErrors.NoStack(name)
        : null;

    private static JsonObject Described(Template template, Func<ParameterDeclaration, JsonObject> parameter)
    {
        var described = new JsonObject { ["Parameters"] = new JsonArray([.. template.Parameters.Values.Select(parameter)]) };
        StackShapes.Add(described, ("Description", template.Description));
        if (Capabilities.Of(template) is { } needed)
        {
            described["Capabilities"] = new JsonArray(needed);
            described["CapabilitiesReason"] = Capabilities.Reason(template);
        }

        return described;
    }

    private static JsonObject Shape(ParameterDeclaration declared)
    {
        var shape = new JsonObject { ["ParameterKey"] = declared.Name, ["NoEcho"] = declared.NoEcho };
        StackShapes.Add(shape, ("DefaultValue", declared.Default), ("Description", declared.Description));
        return shape;
    }
}
