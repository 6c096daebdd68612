using System.CommandLine;
using System.Text.Json.Nodes;
using Amazon.EventBridge.Model;
using Amazon.StepFunctions.Model;
using Mlops.Cli.Connections;
using Mlops.Cli.Runs;
using Mlops.Domain.Caching;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Triggers;
using Spectre.Console;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops retrain</c>: asks for a run on the product's bus, as CI and schedulers do, and follows what comes of it.</summary>
internal static class RetrainCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);

    public static Command Create(CliContext context)
    {
        var force = new Option<bool>("--force") { Description = "Run even when nothing changed since the last verdict; what the cache holds is still taken." };
        var from = StepOption("--from", "Execute this step and all after it; earlier ones come from the cache where they can.");
        var only = StepOption("--only", "Execute this step and end after it, without gate, registration or deployment; earlier ones come from the cache where they can.");
        var noCache = new Option<bool>("--no-cache") { Description = "Execute every step, whatever the cache holds." };
        var with = new Option<string[]>("--with")
        {
            Description = $"Change the definition for this run alone: {DefinitionOverrides.Names}. Can be repeated.",
            HelpName = "NAME=VALUE",
        };
        var requestId = new Option<string?>("--request-id") { Description = "The idempotency key: a second request with it starts nothing. Default: a new one.", HelpName = "ID" };
        var requestedBy = new Option<string?>("--requested-by") { Description = "Who asks. Default: user@host.", HelpName = "WHO" };
        var cause = new Option<string>("--cause") { Description = "Who or what asks: a person, or a CI job.", DefaultValueFactory = _ => "manual" };
        cause.AcceptOnlyFromAmong("ci", "manual");
        var (pipeline, noWait, endpoint, json) = (Options.Pipeline(), Options.NoWait(), Options.Endpoint(), Options.Json());
        var command = new Command("retrain", "Ask for a run and follow it live; the request is an event on the product's bus.")
        {
            pipeline, force, from, only, noCache, with, requestId, cause, requestedBy, noWait, endpoint, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            context,
            parsed.GetValue(endpoint),
            parsed.GetValue(pipeline),
            new RetrainOrder
            {
                Pipeline = "",
                RequestId = parsed.GetValue(requestId) is { } given ? Check(given) : RequestId.Create(context.Clock),
                Cause = parsed.GetValue(cause) == "ci" ? RetrainCause.Ci : RetrainCause.Manual,
                RequestedBy = parsed.GetValue(requestedBy) ?? Requester(context),
                Force = parsed.GetValue(force),
                Parameters = RetrainOrder.ReadParameters(parsed.GetValue(with) ?? []),
                From = parsed.GetValue(from),
                Only = parsed.GetValue(only),
                Cache = parsed.GetValue(noCache) ? CacheUse.Off : CacheUse.On,
            }.Check(),
            parsed.GetValue(noWait),
            parsed.GetValue(json),
            cancellationToken));
        return command.With(
            "mlops retrain -p ridership --force                                # although nothing changed",
            "mlops retrain -p ridership --with hyperparameters.learning_rate=0.05 --with data.history=P2Y",
            "mlops retrain -p ridership --from train                           # prepare comes from the cache",
            "mlops retrain -p ridership --only train --with hyperparameters.num_leaves=63",
            "mlops retrain -p ridership --no-cache                             # computes everything anew",
            "mlops retrain -p ridership --cause ci --request-id build-1234 --no-wait --json");
    }

    private static Option<string?> StepOption(string name, string description)
    {
        var step = new Option<string?>(name) { Description = description, HelpName = "STEP" };
        step.AcceptOnlyFromAmong([.. PipelineSteps.Names]);
        return step;
    }

    private static async Task<int> RunAsync(
        CliContext context, string? endpoint, string? pipelineOption, RetrainOrder order, bool noWait, bool json, CancellationToken cancellationToken)
    {
        using var connection = Connector.Connect(context, endpoint);
        var product = await Product.FindAsync(connection, cancellationToken);
        return await SendAsync(context, connection, product, order with { Pipeline = product.Choose(pipelineOption) }, noWait, json, cancellationToken);
    }

    /// <summary>Puts the order onto the bus and follows what comes of it.</summary>
    public static async Task<int> SendAsync(
        CliContext context, Connection connection, Product product, RetrainOrder order, bool noWait, bool json, CancellationToken cancellationToken)
    {
        var pipeline = order.Pipeline;
        var execution = Product.ExecutionArn(product.Pipelines[pipeline], order.ExecutionName);
        var isRepeated = await IsThereAsync(connection, execution, cancellationToken);
        var eventId = await PutAsync(connection, order.ToEntry(product.Bus), cancellationToken);
        context.Output.Step(isRepeated
            ? $"{order.ExecutionName} was asked for before: nothing is started, and what it asks for now changes nothing."
            : $"Asked for on the bus '{product.Bus}': {order.ExecutionName}");
        if (noWait)
        {
            context.Output.Write(
                json,
                () => new JsonObject { ["requestId"] = order.RequestId, ["eventId"] = eventId, ["name"] = order.ExecutionName, ["execution"] = execution, ["repeated"] = isRepeated },
                results => results.MarkupLineInterpolated($"Follow it with [bold]mlops run {order.ExecutionName} --pipeline {pipeline}[/]"));
            return ExitCode.Success;
        }

        await AwaitStartAsync(context, connection, execution, order.ExecutionName, cancellationToken);
        return await RunWatch.FollowAsync(context, connection, product, pipeline, execution, json, cancellationToken);
    }

    private static async Task<string> PutAsync(Connection connection, PutEventsRequestEntry entry, CancellationToken cancellationToken)
    {
        var response = await connection.Events.PutEventsAsync(new PutEventsRequest { Entries = [entry] }, cancellationToken);
        var result = response.Entries?.FirstOrDefault();
        return result?.EventId
            ?? throw new CliException($"The bus '{entry.EventBusName}' did not take the request: {result?.ErrorCode}: {result?.ErrorMessage}", ExitCode.Failure);
    }

    private static async Task AwaitStartAsync(CliContext context, Connection connection, string execution, string name, CancellationToken cancellationToken)
    {
        for (var asked = context.Clock.GetTimestamp(); ;)
        {
            if (await IsThereAsync(connection, execution, cancellationToken))
            {
                return;
            }

            if (context.Clock.GetElapsedTime(asked) >= Patience)
            {
                throw new CliException(
                    $"The request is on the bus, but after a minute there is no execution {name}. Either no rule of the bus routes {RetrainOrder.DetailType} to request-trigger, or that function refused it: 'mlops replay --list' shows what failed and why.",
                    ExitCode.Failure);
            }

            await Task.Delay(Look, context.Clock, cancellationToken);
        }
    }

    private static async Task<bool> IsThereAsync(Connection connection, string execution, CancellationToken cancellationToken)
    {
        try
        {
            await connection.StepFunctions.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = execution }, cancellationToken);
            return true;
        }
        catch (ExecutionDoesNotExistException)
        {
            return false;
        }
    }

    private static string Check(string requestId) => requestId.Trim().Length > 0
        ? requestId.Trim()
        : throw new CliException("--request-id is empty; give the key that tells this request from others, such as a build's number.");

    /// <summary>Who asks when nobody says.</summary>
    public static string Requester(CliContext context)
    {
        var user = new[] { "USER", "LOGNAME", "USERNAME" }.Select(name => context.Environment.GetValueOrDefault(name)).FirstOrDefault(value => value is { Length: > 0 });
        return $"{user ?? Environment.UserName}@{Environment.MachineName}";
    }
}
