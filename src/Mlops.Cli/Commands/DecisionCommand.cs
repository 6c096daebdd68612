using System.CommandLine;
using System.Text.Json.Nodes;
using Amazon.SageMaker;
using Amazon.SageMaker.Model;
using Mlops.Cli.Connections;
using Mlops.Cli.Models;
using Mlops.Domain.Approvals;
using Mlops.Domain.Training;
using Spectre.Console;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops approve</c> and <c>mlops reject</c>: change the package in the registry, as the console and Studio do; what follows from it is the same.</summary>
internal static class DecisionCommand
{
    private const int LongestReason = 1024;

    public static Command Approve(CliContext context) => Create(context, "approve", ModelApprovalStatus.Approved, "Approve a model that waits: it is deployed next.");

    public static Command Reject(CliContext context) => Create(context, "reject", ModelApprovalStatus.Rejected, "Reject a model that waits: its run ends, the champion stays.");

    private static Command Create(CliContext context, string name, ModelApprovalStatus status, string description)
    {
        var model = ModelsCommand.Reference("RUN|VERSION");
        var reason = new Option<string>("--reason") { Description = "Why; it stays with the package and in the run's record.", HelpName = "TEXT", Required = true };
        var (pipeline, endpoint, json) = (Options.Pipeline(), Options.Endpoint(), Options.Json());
        var command = new Command(name, description) { model, reason, pipeline, endpoint, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var why = Check(parsed.GetRequiredValue(reason));
            using var connection = Connector.Connect(context, parsed.GetValue(endpoint));
            var product = await Product.FindAsync(connection, cancellationToken);
            var version = await new ModelRegistry(connection, product).FindAsync(
                ModelsCommand.Pipelines(product, parsed.GetValue(pipeline)), parsed.GetRequiredValue(model), cancellationToken);
            if (!version.IsPending)
            {
                throw new CliException($"{version.Name} does not wait for approval: {Cause(version)}");
            }

            if (version.Record is { Outcome: { } outcome })
            {
                throw new CliException($"{version.Name} waits for nobody: its run ended as {outcome.ToString().ToLowerInvariant()}. Start another: mlops retrain -p {version.Pipeline} --force");
            }

            var update = new UpdateModelPackageRequest { ModelPackageArn = version.Package, ModelApprovalStatus = status, ApprovalDescription = why };
            await connection.SageMaker.UpdateModelPackageAsync(update, cancellationToken);
            var decided = status == ModelApprovalStatus.Approved ? "approved" : "rejected";
            context.Output.Write(
                parsed.GetValue(json),
                () => new JsonObject
                {
                    ["pipeline"] = version.Pipeline,
                    ["version"] = version.Version,
                    ["run"] = version.Run,
                    ["package"] = version.Package,
                    ["approval"] = status.Value,
                    ["reason"] = why,
                },
                results => results.MarkupLineInterpolated(version.Record is null
                    ? (FormattableString)$"{version.Name} is {decided}."
                    : $"{version.Name} is {decided}. What comes of it: [bold]mlops run {version.Run} -p {version.Pipeline}[/]"));
            return ExitCode.Success;
        });
        return command.With($"mlops {name} 2601020304-1a2b3c4 --reason \"looked at the slices of the holiday weeks\"", $"mlops {name} 3 -p ridership --reason \"…\" --json");
    }

    private static string Check(string reason) => string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason || reason.Any(ShownText.Steers)
        ? throw new CliException($"--reason takes 1 to {LongestReason} characters, none of them a control character or a line break.")
        : reason;

    /// <summary>Who decided before, or what did.</summary>
    private static string Cause(ModelVersion version)
    {
        if (version.Request?.Verdict is { } verdict)
        {
            var by = verdict.By is { } who ? $" by {who}" : "";
            return $"it {ApprovalText.Became(verdict)} at {ApprovalText.Time(verdict.At)}{by}{(verdict.Reason is { Length: > 0 } why ? $" ({why})" : "")}.{(version.Serves ? " It serves." : "")}";
        }

        return $"it is {version.Approval}{(version.ApprovalDescription is { Length: > 0 } description ? $" ({description})" : "")}{(version.ChangedBy is { } changed ? $", last changed by {changed}" : "")}.{(version.Serves ? " It serves." : "")}";
    }
}
