using System.Text.Json.Nodes;

namespace LocalCloud.CloudFormation;

/// <summary>
/// Holds a template against what this cloud can do, before anything is created: types, properties, functions, attributes,
/// references. All problems are found in one pass.
/// </summary>
public sealed class TemplateValidator(IReadOnlyDictionary<string, IResourceType> types)
{
    public void Validate(Template template, ICollection<Problem> problems)
    {
        foreach (var resource in template.Resources.Values)
        {
            ValidateResource(template, resource, message => problems.Add(new(template.StackName, resource.LogicalId, message)));
        }

        foreach (var (name, output) in template.Outputs)
        {
            ValidateValue(template, output.Value, message => problems.Add(new(template.StackName, name, message)));
        }
    }

    private void ValidateResource(Template template, ResourceDeclaration resource, Action<string> report)
    {
        if (types.TryGetValue(resource.Type, out var type))
        {
            foreach (var property in resource.Properties.Select(member => member.Key).Where(name => !type.Properties.Contains(name)))
            {
                report($"unsupported property '{property}' of {resource.Type}");
            }
        }
        else
        {
            report($"unsupported resource type {resource.Type}");
        }

        foreach (var missing in resource.DependsOn.Where(id => !template.Resources.ContainsKey(id)))
        {
            report($"DependsOn names '{missing}', which the template does not declare");
        }

        if (resource.Condition is { } condition && !template.Conditions.ContainsKey(condition))
        {
            report($"Condition names '{condition}', which the template does not declare");
        }

        ValidateValue(template, resource.Properties, report);
    }

    private void ValidateValue(Template template, JsonNode value, Action<string> report)
    {
        foreach (var function in Functions(value).Where(name => !Intrinsics.Supported.Contains(name)).Distinct())
        {
            report($"unsupported intrinsic function {function}");
        }

        foreach (var reference in References.In(value).Distinct())
        {
            ValidateReference(template, reference, report);
        }
    }

    private void ValidateReference(Template template, Reference reference, Action<string> report)
    {
        if (reference.LogicalId.StartsWith("AWS::", StringComparison.Ordinal) || template.Parameters.ContainsKey(reference.LogicalId))
        {
            return;
        }

        if (!template.Resources.TryGetValue(reference.LogicalId, out var target))
        {
            report($"refers to '{reference.LogicalId}', which the template does not declare");
        }
        else if (reference.Attribute is { } attribute && types.TryGetValue(target.Type, out var type) && !type.Attributes.Contains(attribute))
        {
            report($"unsupported attribute '{attribute}' of {target.Type} ({reference.LogicalId})");
        }
    }

    private static IEnumerable<string> Functions(JsonNode? node) => node switch
    {
        JsonArray items => items.SelectMany(Functions),
        JsonObject { Count: 1 } call when call.First().Key.StartsWith("Fn::", StringComparison.Ordinal) =>
            Functions(call.First().Value).Prepend(call.First().Key),
        JsonObject members => members.SelectMany(member => Functions(member.Value)),
        _ => [],
    };
}
