using Mlops.Cli.Connections;
using Mlops.Domain.Runs;

namespace Mlops.Cli.Runs;

/// <summary>Finds the record of a run by its id, the beginning of one, or <c>latest</c>.</summary>
internal sealed class RunRecordFinder(RunArchive archive, Product product)
{
    public const string Description = "A run's id, the beginning of one, or 'latest'.";

    private const int Looked = 20;

    /// <inheritdoc cref="FindAsync(string, string?, Func{RunRecord, bool}, string, CancellationToken)"/>
    public Task<RunRecord> FindAsync(string id, string? pipelineOption, CancellationToken cancellationToken) =>
        FindAsync(id, pipelineOption, _ => true, "at all", cancellationToken);

    /// <summary>The newest run that the predicate holds for stands for <c>latest</c>.</summary>
    /// <exception cref="CliException">There is none, or more than one.</exception>
    public async Task<RunRecord> FindAsync(string id, string? pipelineOption, Func<RunRecord, bool> isMeant, string what, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> pipelines = pipelineOption is null ? [.. product.Pipelines.Keys.Order(StringComparer.Ordinal)] : [product.Choose(pipelineOption)];
        var found = new List<RunRecord>();
        foreach (var pipeline in pipelines)
        {
            found.AddRange(id == RunFinder.Latest
                ? (await archive.NewestAsync(pipeline, Looked, cancellationToken)).Where(isMeant).Take(1)
                : await BeginningAsync(pipeline, id, cancellationToken));
        }

        return (id, found) switch
        {
            (_, []) => throw new CliException($"{string.Join(" and ", pipelines)} {(pipelines.Count == 1 ? "has" : "have")} no {(id == RunFinder.Latest ? $"run {what} among the last {Looked}" : $"run '{id}'")}; 'mlops runs' lists them."),
            (RunFinder.Latest, _) => found.MaxBy(run => run.StartedAt)!,
            (_, [var one]) => one,
            _ => throw new CliException($"'{id}' is the beginning of several runs: {string.Join(", ", found.Take(5).Select(run => run.Run))}."),
        };
    }

    private async Task<IEnumerable<RunRecord>> BeginningAsync(string pipeline, string id, CancellationToken cancellationToken)
    {
        var runs = new List<RunRecord>();
        foreach (var run in (await archive.ListAsync(pipeline, cancellationToken)).Where(run => run.StartsWith(id, StringComparison.Ordinal)).Take(5))
        {
            if (await archive.FindAsync(pipeline, run, cancellationToken) is { } record)
            {
                runs.Add(record);
            }
        }

        return runs;
    }
}
