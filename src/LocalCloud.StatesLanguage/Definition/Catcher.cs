using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Definition;

/// <summary>One entry of <c>Catch</c>: which errors lead to <see cref="Next"/>, and where the error goes in the input.</summary>
public sealed record Catcher
{
    public required IReadOnlyList<string> ErrorEquals { get; init; }

    public required string Next { get; init; }

    public ReferencePath? ResultPath { get; init; } = ReferencePath.Root;
}
