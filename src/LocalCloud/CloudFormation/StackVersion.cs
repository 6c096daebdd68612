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
    private IReadOnlyDictionary<string, bool>? _conditions;
    private IReadOnlyList<ResourceDeclaration>? _order;

    public StackVersion(CloudIdentity cloud, StackRecord stack, StackDefinition definition, IReadOnlyDictionary<string, string> exports)
    {
        (_cloud, _stack, _definition, _exports) = (cloud, stack, definition, exports);
        var problems = new List<Problem>();
        Template = TemplateParser.Parse(stack.Name, definition.TemplateBody, problems);
        Declared = CreationOrder.Of(Template, problems);
    }

    public Template Template { get; }

    /// <summary>Every resource, each after what it uses.</summary>
    public IReadOnlyList<ResourceDeclaration> Declared { get; }

    /// <summary>What each condition says. They see parameters alone, so that is known before any resource is.</summary>
    /// <exception cref="InvalidOperationException">One cannot be evaluated.</exception>
    public IReadOnlyDictionary<string, bool> Conditions => _conditions ??= Evaluated(() =>
        Template.Conditions.Keys.ToDictionary(name => name, new Intrinsics(Template, Values([])).Holds, StringComparer.Ordinal));

    /// <summary>The resources whose condition holds, each after what it uses.</summary>
    public IReadOnlyList<ResourceDeclaration> Order => _order ??= [.. Declared.Where(declaration => Holds(declaration.Condition))];

    /// <summary>The exports of other stacks that were used so far.</summary>
    public IReadOnlyList<string> Imports => [.. _imports.Order(StringComparer.Ordinal)];

    public ResourceRequest Request(ResourceDeclaration declaration, IEnumerable<ResourceRecord> resources) => new(
        _stack.Name,
        declaration.LogicalId,
        Resolve(declaration.Properties, resources)!.AsObject(),
        GeneratedName.For(_cloud, _stack.Name, declaration.LogicalId));

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
        return Template.Outputs
            .Where(output => isWanted(output.Value) && Holds(output.Value.Condition))
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
            return Evaluated(() => new Intrinsics(Template, values).Resolve(node));
        }
        finally
        {
            _imports.UnionWith(values.Imported);
        }
    }

    private bool Holds(string? condition) => condition is null
        || (Conditions.TryGetValue(condition, out var holds) ? holds : throw new InvalidOperationException($"the template has no condition '{condition}'"));

    private static T Evaluated<T>(Func<T> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new InvalidOperationException($"Template error: {e.Message}", e);
        }
    }

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
