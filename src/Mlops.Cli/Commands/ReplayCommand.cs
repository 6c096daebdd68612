using System.CommandLine;
using System.Text.Json.Nodes;
using Mlops.Cli.Connections;
using Mlops.Cli.DeadLetters;
using Mlops.Cli.Rendering;
using Spectre.Console;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops replay</c>: what lies in the dead-letter queues, and handing it to its functions again.</summary>
internal static class ReplayCommand
{
    public static Command Create(CliContext context)
    {
        var list = new Option<bool>("--list") { Description = "Only show what lies there, and why; requests that name no pipeline too, which nothing can replay." };
        var function = new Option<string?>("--function") { Description = $"Only this function's queue: {string.Join(", ", PipelineFunctions.All)}.", HelpName = "NAME" };
        function.AcceptOnlyFromAmong([.. PipelineFunctions.All]);
        var (pipeline, endpoint, json) = (Options.Pipeline(), Options.Endpoint(), Options.Json());
        var command = new Command("replay", "Hand the events in the dead-letter queues to their functions again; what succeeds is removed there.")
        {
            list, function, pipeline, endpoint, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = Connector.Connect(context, parsed.GetValue(endpoint));
            var product = await Product.FindAsync(connection, cancellationToken);
            var (onlyPipeline, onlyFunction) = (parsed.GetValue(pipeline), parsed.GetValue(function));
            var queues = await FindAsync(connection, product, onlyPipeline, onlyFunction, cancellationToken);
            if (onlyPipeline is null && onlyFunction is null && product.Undelivered is { } undelivered)
            {
                queues = [.. queues, DeadLetterQueues.Undelivered(connection, undelivered, product.Bus)];
            }

            if (parsed.GetValue(list) && onlyPipeline is null && onlyFunction is null && product.Unclaimed is { } unclaimed)
            {
                queues = [.. queues, DeadLetterQueues.Unclaimed(connection, unclaimed)];
            }

            return parsed.GetValue(list)
                ? await ListAsync(context, queues, parsed.GetValue(json), cancellationToken)
                : await ReplayAsync(context, connection, queues, parsed.GetValue(json), cancellationToken);
        });
        return command.With(
            "mlops replay --list                          # what failed, when, and why",
            "mlops replay                                 # after the cause is mended",
            "mlops replay -p ridership --function upload-trigger --json");
    }

    private static async Task<IReadOnlyList<DeadLetterQueue>> FindAsync(Connection connection, Product product, string? pipeline, string? function, CancellationToken cancellationToken)
    {
        var queues = new List<DeadLetterQueue>();
        foreach (var name in pipeline is null ? product.Pipelines.Keys : [product.Choose(pipeline)])
        {
            queues.AddRange(await DeadLetterQueues.FindAsync(connection, name, function, cancellationToken));
        }

        return queues.Count > 0
            ? queues
            : throw new CliException($"There is no {function ?? "function"} with a dead-letter queue{(pipeline is null ? "" : $" in {pipeline}")}.");
    }

    private static async Task<int> ListAsync(CliContext context, IReadOnlyList<DeadLetterQueue> queues, bool json, CancellationToken cancellationToken)
    {
        var found = new List<(DeadLetterQueue Queue, DeadLetter Letter)>();
        foreach (var queue in queues)
        {
            try
            {
                await foreach (var letter in queue.ReceiveAsync(cancellationToken: cancellationToken))
                {
                    found.Add((queue, letter));
                }
            }
            finally
            {
                await queue.ReleaseAsync(CancellationToken.None);
            }
        }

        context.Output.Write(
            json,
            () => new JsonArray([.. found.Select(each => DeadLetterView.Json(each.Queue, each.Letter))]),
            results => DeadLetterView.Table(results, found));
        return ExitCode.Success;
    }

    /// <summary>
    /// A function's one at a time: each is hidden for as long as its own turn may take. What is sent again instead may be refused again and
    /// come back as a new letter: of those only what is there now is taken.
    /// </summary>
    private static async Task<IAsyncEnumerable<DeadLetter>> LettersAsync(DeadLetterQueue queue, CancellationToken cancellationToken) => queue.SendAgain is null
        ? queue.ReceiveAsync(atOnce: 1, cancellationToken)
        : (await queue.ReceiveAsync(cancellationToken: cancellationToken).ToListAsync(cancellationToken)).ToAsyncEnumerable();

    private static async Task<int> ReplayAsync(
        CliContext context, Connection connection, IReadOnlyList<DeadLetterQueue> queues, bool json, CancellationToken cancellationToken)
    {
        var (handled, kept) = (new JsonArray(), new JsonArray());
        foreach (var queue in queues)
        {
            try
            {
                await foreach (var letter in await LettersAsync(queue, cancellationToken))
                {
                    var error = queue.SendAgain is { } send
                        ? await send(letter, cancellationToken)
                        : await Replay.HandOverAsync(connection.Lambda, queue.FunctionName, letter, cancellationToken);
                    if (error is null)
                    {
                        await queue.DeleteAsync(letter, cancellationToken);
                    }

                    context.Output.Progress.MarkupLineInterpolated($"{queue.Function}  {letter.DetailType} {letter.Time}  {(error is null ? "handled" : $"kept: {error}")}");
                    (error is null ? handled : kept).Add((JsonNode)DeadLetterView.Json(queue, error is null ? letter : letter with { Error = error }));
                }
            }
            finally
            {
                await queue.ReleaseAsync(CancellationToken.None);
            }
        }

        var (good, bad) = (handled.Count, kept.Count);
        context.Output.Write(
            json,
            () => new JsonObject { ["handled"] = handled, ["kept"] = kept },
            results => results.WriteLine(good + bad == 0 ? "The dead-letter queues are empty." : $"{good} handled, {bad} kept."));
        return bad == 0 ? ExitCode.Success : ExitCode.Failure;
    }
}
