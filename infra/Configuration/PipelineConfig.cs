using System.Text.Json.Nodes;
using Mlops.Domain.Pipelines;

namespace Mlops.Infra.Configuration;

/// <summary>One folder under <c>pipelines/</c>: the definition, the same as JSON for the machine's Admit state, and the smoke test's rows.</summary>
public sealed record PipelineConfig
{
    public required PipelineDefinition Definition { get; init; }

    /// <summary>The definition as its canonical JSON, with every default written out.</summary>
    public required JsonObject Document { get; init; }

    /// <summary>CSV with a header: the rows a new endpoint must answer before it may stay.</summary>
    public required string Golden { get; init; }

    public PipelineNames Names => new(Definition.Name);
}
