using System.Text.Json.Nodes;

namespace LocalCloud.CloudFormation;

/// <summary>A CloudFormation template as loaded: immutable, intrinsics still unresolved.</summary>
public sealed record Template
{
    public required string StackName { get; init; }

    public required IReadOnlyDictionary<string, ResourceDeclaration> Resources { get; init; }

    /// <summary>Parameters' default values by name; a parameter without one has to be given.</summary>
    public required IReadOnlyDictionary<string, string?> Parameters { get; init; }

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

    /// <summary>True when deleting the stack, or dropping the resource from it, leaves the resource alone.</summary>
    public bool Retain { get; init; }
}

/// <summary>An output and, when other stacks import it, its export name.</summary>
public sealed record OutputDeclaration(JsonNode Value, JsonNode? ExportName, string? Condition);
