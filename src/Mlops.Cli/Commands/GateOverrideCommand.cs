using System.CommandLine;
using Mlops.Cli.Connections;
using Mlops.Cli.Runs;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Runs;
using Mlops.Domain.Triggers;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops gate override RUN</c>: a person lets a refused model pass. A run makes the very model again, and the gate lets pass only that one.</summary>
internal static class GateOverrideCommand
{
    public static Command Create(CliContext context)
    {
        var run = new Argument<string>("RUN") { Description = "The refused run's id, or the beginning of it." };
        var by = new Option<string>("--by") { Description = $"Who takes the responsibility: up to {GateOverride.LongestName} characters.", HelpName = "NAME", Required = true };
        var reason = new Option<string>("--reason") { Description = $"Why, for the record: up to {GateOverride.LongestReason} characters.", HelpName = "TEXT", Required = true };
        var (pipeline, noWait, endpoint, json) = (Options.Pipeline(), Options.NoWait(), Options.Endpoint(), Options.Json());
        var command = new Command("override", "Let a refused model pass: it is made again from the same data, and passes only if it is the very same. Who and why stay in the record.")
        {
            run, by, reason, pipeline, noWait, endpoint, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            context,
            parsed.GetValue(endpoint),
            (parsed.GetRequiredValue(run), parsed.GetValue(pipeline)),
            (parsed.GetRequiredValue(by).Trim(), parsed.GetRequiredValue(reason).Trim()),
            parsed.GetValue(noWait),
            parsed.GetValue(json),
            cancellationToken));
        return command.With("mlops gate override 2601020304-1a2b3c4 --by 'Ada Lovelace' --reason 'The strike in May is over.'");
    }

    private static async Task<int> RunAsync(
        CliContext context, string? endpoint, (string Id, string? Pipeline) which, (string By, string Reason) said, bool noWait, bool json, CancellationToken cancellationToken)
    {
        using var connection = Connector.Connect(context, endpoint);
        var product = await Product.FindAsync(connection, cancellationToken);
        var refused = await new RunRecordFinder(new RunArchive(connection.S3, product.ArtifactsBucket), product)
            .FindAsync(which.Id, which.Pipeline, IsRefused, "that was refused", cancellationToken);
        var order = Order(context, refused, said.By, said.Reason);
        return await RetrainCommand.SendAsync(context, connection, product, order, noWait, json, cancellationToken);
    }

    /// <summary>What is asked for: the run's own parameters, whatever the definition is now.</summary>
    private static RetrainOrder Order(CliContext context, RunRecord refused, string by, string reason)
    {
        if (!IsRefused(refused) || refused.Model is not { } model)
        {
            throw new CliException($"Run {refused.Run} was not refused by the gate ({refused.Outcome?.ToString().ToLowerInvariant() ?? "it is still running"}), so there is nothing to override.");
        }

        var asked = new GateOverride { Run = refused.Run, Model = model, By = by, Reason = reason };
        return asked.Problems().ToList() is { Count: > 0 } problems
            ? throw new CliException($"{string.Join("; ", problems)}.")
            : new RetrainOrder
            {
                Pipeline = refused.Pipeline,
                RequestId = $"override-{refused.Run}-{RequestId.Create(context.Clock)}",
                Cause = RetrainCause.Manual,
                RequestedBy = RetrainCommand.Requester(context),
                Force = true,
                Parameters = refused.Trigger?.Parameters ?? new Dictionary<string, string>(),
                Override = asked,
            };
    }

    private static bool IsRefused(RunRecord run) => run.Gate?.Verdict == GateDecision.Refused;
}
