using Amazon.SQS.Model;
using Mlops.Cli.Connections;

namespace Mlops.Cli.DeadLetters;

/// <summary>Finds the dead-letter queues of a pipeline's functions: each function's configuration names its own.</summary>
internal static class DeadLetterQueues
{
    /// <summary>Invoking takes a moment longer than the function itself.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    /// <summary>The requests that name no pipeline of the app: to look at, since no function takes them.</summary>
    public static DeadLetterQueue Unclaimed(Connection connection, string url) => new(connection.Queues)
    {
        Pipeline = "(no pipeline)",
        Function = "(none)",
        FunctionName = "",
        Url = url,
        Hold = Margin,
        Read = DeadLetter.OfUnclaimed,
    };

    /// <summary>The events that did not reach another environment.</summary>
    public static DeadLetterQueue Undelivered(Connection connection, string url, string bus) => new(connection.Queues)
    {
        Pipeline = "(all)",
        Function = "(other environments)",
        FunctionName = "",
        Url = url,
        Hold = Margin,
        SendAgain = (letter, cancellationToken) => Replay.SendAgainAsync(connection.Events, bus, letter, cancellationToken),
    };

    public static async Task<IReadOnlyList<DeadLetterQueue>> FindAsync(Connection connection, string pipeline, string? function, CancellationToken cancellationToken)
    {
        var functions = await PipelineFunctions.FindAsync(connection, pipeline, cancellationToken);
        var queues = new List<DeadLetterQueue>();
        foreach (var (part, name) in functions.Where(each => function is null || each.Function == function))
        {
            var configuration = await connection.Lambda.GetFunctionConfigurationAsync(name, cancellationToken);

            // arn:aws:sqs:region:account:queue
            if (configuration.DeadLetterConfig?.TargetArn?.Split(':') is [_, _, "sqs", _, var account, var queue])
            {
                var url = await connection.Queues.GetQueueUrlAsync(new GetQueueUrlRequest { QueueName = queue, QueueOwnerAWSAccountId = account }, cancellationToken);
                queues.Add(new DeadLetterQueue(connection.Queues)
                {
                    Pipeline = pipeline,
                    Function = part,
                    FunctionName = name,
                    Url = url.QueueUrl,
                    Hold = TimeSpan.FromSeconds(configuration.Timeout ?? 900) + Margin,
                });
            }
        }

        return queues;
    }
}
