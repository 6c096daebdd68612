using Mlops.Cli.Connections;
using Mlops.Domain.Runs;

namespace Mlops.Cli.Runs;

/// <summary>Finds the record that a person means by a run's id, the beginning of one, or <c>latest</c>.</summary>
internal static class RunLookup
{
    private const string Latest = "latest";

    public static async Task<RunRecord> FindAsync(Connection connection, Product product, string? pipeline, string id, CancellationToken cancellationToken)
    {
        var archive = new RunArchive(connection.S3, product.ArtifactsBucket);
        var found = new List<RunRecord>();
        foreach (var name in pipeline is null ? product.Pipelines.Keys : [product.Choose(pipeline)])
        {
            var ids = await archive.ListAsync(name, cancellationToken);
            foreach (var run in id == Latest ? ids.Take(1) : ids.Where(run => run.StartsWith(id, StringComparison.Ordinal)))
            {
                if (await archive.FindAsync(name, run, cancellationToken) is { } record)
                {
                    found.Add(record);
                }
            }
        }

        return found switch
        {
            [] => throw new CliException(id == Latest ? "Nothing has run yet; start a run with 'mlops put FILE…'." : $"There is no run '{id}'; 'mlops runs' lists them."),
            [var only] => only,
            _ when id == Latest => found.MaxBy(run => run.StartedAt)!,
            _ => throw new CliException($"'{id}' is the beginning of several runs: {string.Join(", ", found.Take(5).Select(run => run.Run))}."),
        };
    }
}
