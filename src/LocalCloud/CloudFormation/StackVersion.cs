using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation;

/// <summary>One version of one stack, ready to be evaluated against the resources that exist so far.</summary>
internal sealed class StackVersion
{
    private readonly CloudIdentity _cloud;
    private readonly StackRecord _stack;
    private readonly StackDefinition _definition;
    private readonly IReadOnlyDictionary<string, string> _exports;
    private readonly HashSet<string> _imports = new(StringComparer.Ordinal);

    public StackVersion(CloudIdentity cloud, StackRecord stack, StackDefinition definition, IReadOnlyDictionary<string, string> exports)
    {
        (_cloud, _stack, _definition, _exports) = (cloud, stack, definition, exports);
        var problems = new List<Problem>();
        Template = TemplateParser.Parse(stack.Name, definition.TemplateBody, problems);
        // Conditions see parameters alone, so what they say is known before any resource is.
        var conditions = Intrinsics([]);
        Order = [.. CreationOrder.Of(Template, problems).Where(declaration => declaration.Condition is null || conditions.Holds(declaration.Condition))];
    }

    public Template Template { get; }

    /// <summary>The resources whose condition holds; everything comes before what uses it.</summary>
    public IReadOnlyList<ResourceDeclaration> Order { get; }

    /// <summary>The exports of other stacks that were used so far.</summary>
    public IReadOnlyList<string> Imports => [.. _imports.Order(StringComparer.Ordinal)];

    public ResourceRequest Request(ResourceDeclaration declaration, IEnumerable<ResourceRecord> resources) => new(
        _stack.Name,
        declaration.LogicalId,
        Resolve(declaration.Properties, resources)!.AsObject(),
        GeneratedName.For(_cloud.Account, _cloud.Region, _stack.Name, declaration.LogicalId));

    public Dictionary<string, string> Outputs(IEnumerable<ResourceRecord> resources) => Values(
        resources, output => true, (name, _) => JsonValue.Create(name));

    /// <summary>What other stacks can import, by export name.</summary>
    public Dictionary<string, string> Exports(IEnumerable<ResourceRecord> resources) => Values(
        resources, output => output.ExportName is not null, (_, output) => output.ExportName!);

    /// <summary>The name that an output is exported by; null when it is not.</summary>
    public string? ExportName(OutputDeclaration output, IEnumerable<ResourceRecord> resources) =>
        output.ExportName is { } name ? Resolve(name, resources)!.ToString() : null;

    private Dictionary<string, string> Values(
        IEnumerable<ResourceRecord> resources, Func<OutputDeclaration, bool> isWanted, Func<string, OutputDeclaration, JsonNode> name)
    {
        var existing = resources.ToList();
        var conditions = Intrinsics([]);
        return Template.Outputs
            .Where(output => isWanted(output.Value) && (output.Value.Condition is null || conditions.Holds(output.Value.Condition)))
            .ToDictionary(
                output => Resolve(name(output.Key, output.Value), existing)!.ToString(),
                output => Resolve(output.Value.Value, existing)!.ToString(),
                StringComparer.Ordinal);
    }

    private JsonNode? Resolve(JsonNode node, IEnumerable<ResourceRecord> resources)
    {
        var values = Values(resources);
        try
        {
            return new Intrinsics(Template, values).Resolve(node);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new InvalidOperationException($"Template error: {e.Message}", e);
        }
        finally
        {
            _imports.UnionWith(values.Imported);
        }
    }

    private Intrinsics Intrinsics(IEnumerable<ResourceRecord> resources) => new(Template, Values(resources));

    private StackValues Values(IEnumerable<ResourceRecord> resources) => new(
        _cloud,
        new StackNames(_stack.Name, _stack.Id),
        _definition.Values.ToDictionary(parameter => parameter.Key, parameter => Typed(parameter.Key, parameter.Value), StringComparer.Ordinal),
        resources.Where(resource => resource.Exists).ToDictionary(resource => resource.LogicalId, StringComparer.Ordinal),
        _exports);

    private JsonNode Typed(string parameter, string value) =>
        Template.Parameters.GetValueOrDefault(parameter) is { IsList: true }
            ? new JsonArray([.. value.Split(',').Select(item => (JsonNode?)item.Trim())])
            : JsonValue.Create(value);
}
