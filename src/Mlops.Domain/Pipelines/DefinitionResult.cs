namespace Mlops.Domain.Pipelines;

/// <summary>What reading a definition gives: <see cref="Valid"/>, or <see cref="Invalid"/> with every problem at once.</summary>
public abstract record DefinitionResult
{
    private DefinitionResult()
    {
    }

    /// <param name="Hash">SHA-256 over the definition's canonical JSON with every default filled in: two spellings of one definition share it.</param>
    public sealed record Valid(PipelineDefinition Definition, string Hash) : DefinitionResult;

    public sealed record Invalid(IReadOnlyList<DefinitionProblem> Problems) : DefinitionResult;
}
