using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudFormation.Execution;
using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation.Operations;

/// <summary>The version of a stack that a request describes, held against everything that can be known before anything is created.</summary>
internal sealed class DefinitionReader(StackParts parts)
{
    private readonly TemplateSource _templates = new(parts.Context);
    private readonly ParameterValues _parameters = new(parts.Context);

    public async Task<StackDefinition> ReadAsync(JsonObject input, StackRecord? stack, string stackName, Principal caller, CancellationToken cancellationToken)
    {
        Refusals.Demand(input);
        var previous = stack?.Current;
        var body = await _templates.ReadAsync(input, stack, caller, cancellationToken);
        var template = Parse(stackName, body, caller);
        DemandSameTypes(template, stack);
        var parameters = ParameterValues.Given(template, input, previous);
        var role = input["RoleARN"]?.ToString() ?? previous?.RoleArn;
        parts.Context.DemandTrust(role);
        var definition = new StackDefinition
        {
            TemplateBody = body,
            Parameters = parameters,
            ResolvedParameters = await _parameters.ResolveAsync(template, parameters, caller, cancellationToken),
            Capabilities = Capabilities.Demand(template, input),
            Tags = input["Tags"] is JsonArray tags
                ? tags.ToDictionary(tag => tag!["Key"]!.ToString(), tag => tag!["Value"]!.ToString(), StringComparer.Ordinal)
                : previous?.Tags ?? new Dictionary<string, string>(),
            RoleArn = role,
        };
        DemandConditions(stackName, definition);
        return definition;
    }

    public async Task<Template> TemplateAsync(JsonObject input, StackRecord? stack, Principal caller, CancellationToken cancellationToken)
    {
        var body = await _templates.ReadAsync(input, stack, caller, cancellationToken);
        return Parse(stack?.Name ?? "template", body, caller);
    }

    private Template Parse(string stackName, string body, Principal caller)
    {
        var problems = new List<Problem>();
        var template = TemplateParser.Parse(stackName, body, problems);
        new TemplateValidator(parts.Context.Types(caller)).Validate(template, problems);
        CreationOrder.Of(template, problems);
        if (template.Resources.Count == 0)
        {
            problems.Add(new(stackName, "", "At least one Resources member must be defined."));
        }

        return problems.Count == 0 ? template : throw CloudFormationErrors.Validation(
            $"Template format error: {string.Join("; ", problems.Select(problem => problem.LogicalId.Length == 0 ? problem.Message : $"{problem.LogicalId}: {problem.Message}"))}");
    }

    /// <summary>What conditions see is known now: one that cannot be evaluated now never can.</summary>
    private void DemandConditions(string stackName, StackDefinition definition)
    {
        var stack = new StackRecord { Id = parts.Context.Identity.Arn("cloudformation", $"stack/{stackName}/new"), Name = stackName, Status = "", CreationTime = default };
        try
        {
            _ = new StackVersion(parts.Context.Identity, stack, definition, new Dictionary<string, string>()).Conditions;
        }
        catch (InvalidOperationException e)
        {
            throw CloudFormationErrors.Validation(e.Message);
        }
    }

    private static void DemandSameTypes(Template template, StackRecord? stack)
    {
        var changed = template.Resources.Values.Where(declared => stack?.Find(declared.LogicalId) is { } existing && existing.Type != declared.Type)
            .Select(declared => declared.LogicalId).ToList();
        if (changed.Count > 0)
        {
            throw CloudFormationErrors.Validation(
                $"Update of resource type is not permitted. The new template modifies resource type of the following resources: [{string.Join(", ", changed)}]");
        }
    }
}
