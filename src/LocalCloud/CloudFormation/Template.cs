using System.Text.Json.Nodes;

namespace LocalCloud.CloudFormation;

/// <summary>A CloudFormation template as loaded: immutable, intrinsics still unresolved.</summary>
public sealed record Template
{
    public required string StackName { get; init; }

    public required IReadOnlyDictionary<string, ResourceDeclaration> Resources { get; init; }

    public string? Description { get; init; }

    public required IReadOnlyDictionary<string, ParameterDeclaration> Parameters { get; init; }

    public required IReadOnlyDictionary<string, JsonNode> Conditions { get; init; }

    public required JsonObject Mappings { get; init; }

    public required IReadOnlyDictionary<string, OutputDeclaration> Outputs { get; init; }
}

/// <summary>A resource as the template declares it.</summary>
public sealed record ResourceDeclaration
{
    public required string LogicalId { get; init; }

    public required string Type { get; init; }

    public required JsonObject Properties { get; init; }

    public required IReadOnlyList<string> DependsOn { get; init; }

    public string? Condition { get; init; }

    /// <summary><c>Delete</c>, <c>Retain</c> or <c>RetainExceptOnCreate</c>: what becomes of the resource when it leaves the stack.</summary>
    public required string DeletionPolicy { get; init; }

    /// <summary><c>Delete</c> or <c>Retain</c>: what becomes of the old resource when a new one replaces it.</summary>
    public required string UpdateReplacePolicy { get; init; }

    public JsonObject? Metadata { get; init; }

    /// <summary>What has to exist before it.</summary>
    internal IEnumerable<string> Needs => DependsOn.Concat(References.In(Properties).Select(reference => reference.LogicalId)).Distinct(StringComparer.Ordinal);
}

/// <summary>A parameter as the template declares it; without a default it has to be given.</summary>
public sealed record ParameterDeclaration
{
    public required string Name { get; init; }

    public required string Type { get; init; }

    public string? Default { get; init; }

    public string? Description { get; init; }

    public bool NoEcho { get; init; }

    public IReadOnlyList<string> AllowedValues { get; init; } = [];

    public string? AllowedPattern { get; init; }

    public decimal? MinLength { get; init; }

    public decimal? MaxLength { get; init; }

    public decimal? MinValue { get; init; }

    public decimal? MaxValue { get; init; }

    internal bool IsNumber => Type is "Number" or "List<Number>";

    internal bool IsList => Type is "CommaDelimitedList" || Type.Contains("List<", StringComparison.Ordinal);

    /// <summary>Its value is the name of a parameter of Systems Manager, whose value is meant.</summary>
    internal bool IsFromSsm => Type.StartsWith("AWS::SSM::Parameter::Value<", StringComparison.Ordinal);
}

/// <summary>An output and, when other stacks import it, its export name.</summary>
public sealed record OutputDeclaration(JsonNode Value, JsonNode? ExportName, string? Condition, string? Description);
