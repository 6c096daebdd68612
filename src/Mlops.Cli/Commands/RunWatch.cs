using System.Text.Json;
using Mlops.Cli.Connections;
using Mlops.Cli.Rendering;
using Mlops.Cli.Runs;
using Mlops.Domain.Approvals;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Spectre.Console;

namespace Mlops.Cli.Commands;

/// <summary>Follows executions on standard error and ends with what came of them.</summary>
internal static class RunWatch
{
    /// <summary>Follows a Retrain execution to its end, shows the run's record, and answers the exit code that its outcome deserves.</summary>
    public static async Task<int> FollowAsync(
        CliContext context, Connection connection, Product product, string pipeline, string execution, bool json, CancellationToken cancellationToken)
    {
        await Follower(context, connection).FollowAsync(execution, cancellationToken);
        var run = (await new RunArchive(connection.S3, product.ArtifactsBucket).NewestAsync(pipeline, 50, cancellationToken)).FirstOrDefault(each => each.Execution == execution)
            ?? throw new CliException("The execution ended before it was admitted as a run, so it has no record; its history says why.", ExitCode.Failure);
        context.Output.Write(json, () => JsonSerializer.SerializeToNode(run, DomainJson.Wire.RunRecord)!, results => RunView.Details(results, run));
        return run.Outcome is RunOutcome.Failed or RunOutcome.Rejected or RunOutcome.NotEnoughData ? ExitCode.Failure : ExitCode.Success;
    }

    public static RunFollower Follower(CliContext context, Connection connection) =>
        new(connection.StepFunctions, context.Clock, progress => Show(context, progress));

    private static void Show(CliContext context, FollowedEvent progress)
    {
        var indent = new string(' ', 2 * progress.Depth);
        context.Output.Progress.MarkupLineInterpolated(progress switch
        {
            FollowedEvent.JobSubmitted job => (FormattableString)$"[grey]{progress.At:HH:mm:ss}  {indent}  {job.Job}[/]",
            FollowedEvent.ApprovalAsked asked =>
                $"[grey]{progress.At:HH:mm:ss}[/]  {indent}  [yellow]waits for approval, expires {ApprovalText.Time(asked.ExpiresAt)}[/]: mlops approve {asked.Run} -p {asked.Pipeline} --reason TEXT",
            _ => $"[grey]{progress.At:HH:mm:ss}[/]  {indent}{progress.State}",
        });
    }
}
