namespace LocalCloud.CloudFormation.Stacks;

/// <summary>One version of a stack: its template and everything else that its caller gave for it.</summary>
public sealed record StackDefinition
{
    public required string TemplateBody { get; init; }

    /// <summary>Each declared parameter's value, given or by default; of an SSM parameter its name there.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>What those of SSM's were when the version was made.</summary>
    public IReadOnlyDictionary<string, string> ResolvedParameters { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Capabilities { get; init; } = [];

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The role whose permissions make the stack's resources; null: those of whoever asks.</summary>
    public string? RoleArn { get; init; }

    /// <summary>What <c>Ref</c> answers, by parameter.</summary>
    internal IReadOnlyDictionary<string, string> Values =>
        Parameters.ToDictionary(parameter => parameter.Key, parameter => ResolvedParameters.GetValueOrDefault(parameter.Key, parameter.Value), StringComparer.Ordinal);
}
