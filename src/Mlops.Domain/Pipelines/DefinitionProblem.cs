namespace Mlops.Domain.Pipelines;

/// <summary>One thing wrong with a definition: where (a JSON path), what, and what to write instead.</summary>
public sealed record DefinitionProblem(string Path, string Message, string Cure)
{
    public override string ToString() => $"{Path}: {Message} {Cure}";
}
