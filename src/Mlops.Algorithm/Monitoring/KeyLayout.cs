using Mlops.Algorithm.Csv;
using Mlops.Domain.Pipelines;

namespace Mlops.Algorithm.Monitoring;

/// <summary>Which columns tell the request that a truth belongs to.</summary>
internal sealed class KeyLayout
{
    public const string InferenceId = "inferenceId";

    private KeyLayout(IReadOnlyList<KeyColumn> columns, string? problem) => (Columns, Problem) = (columns, problem);

    public IReadOnlyList<KeyColumn> Columns { get; }

    /// <summary>Why no truth can be found; null when it can.</summary>
    public string? Problem { get; }

    /// <summary>Rows of one request have its id in common; they are told apart by their order.</summary>
    public bool HasInferenceId => Columns.Any(column => column.Position < 0);

    public static KeyLayout Of(PipelineDefinition definition, RawColumns columns)
    {
        var names = definition.Monitor.GroundTruth.Key;
        if (names.Count == 0)
        {
            names = [.. new[] { definition.Problem.TimeColumn }.OfType<string>()];
        }

        if (names.Count == 0)
        {
            return new([], "there is no time column, and monitor.groundTruth.key names no other columns");
        }

        // A column of the data that happens to be called so is that column.
        var unknown = names.Where(name => name != InferenceId && columns.Request.IndexOf(name) < 0).ToList();
        return unknown.Count > 0
            ? new([], $"monitor.groundTruth.key names {string.Join(", ", unknown)}, which requests do not have")
            : new([.. names.Select(name => columns.Request.IndexOf(name) is var i && i >= 0 ? new KeyColumn(name, i, columns.Kinds[i]) : new KeyColumn(name, -1, ColumnKind.Categorical))], null);
    }
}

/// <summary>A column of the key; <see cref="Position"/> is its place in a request, or -1 for the request's id.</summary>
internal sealed record KeyColumn(string Name, int Position, ColumnKind Kind);
