using System.Runtime.CompilerServices;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace Mlops.Cli.DeadLetters;

/// <summary>
/// One function's dead-letter queue. A message that was received is hidden for <c>Hold</c> and comes back by itself
/// afterwards, so that none is lost when this process ends at any point; only <see cref="DeleteAsync"/> removes one.
/// </summary>
internal sealed class DeadLetterQueue(IAmazonSQS sqs)
{
    private const int MostAtOnce = 10;
    private readonly Dictionary<string, string> _held = new(StringComparer.Ordinal);

    public required string Pipeline { get; init; }

    /// <summary>What a message says.</summary>
    public Func<Message, DeadLetter> Read { get; init; } = DeadLetter.Of;

    /// <summary>The function's part, such as <c>upload-trigger</c>.</summary>
    public required string Function { get; init; }

    /// <summary>The function's name in the account.</summary>
    public required string FunctionName { get; init; }

    /// <summary>Hands a message on again, and says why when that fails; null: by calling the function.</summary>
    public Func<DeadLetter, CancellationToken, Task<string?>>? SendAgain { get; init; }

    public required string Url { get; init; }

    /// <summary>How long a received message stays hidden: longer than the function may work on it.</summary>
    public required TimeSpan Hold { get; init; }

    /// <summary>Every message once, <paramref name="atOnce"/> held at a time. One that comes back while this goes on is passed over: others may lie behind it.</summary>
    /// <remarks>It ends with an empty answer, or when as many messages in a row as are held were seen before: then only those are left.</remarks>
    public async IAsyncEnumerable<DeadLetter> ReceiveAsync(int atOnce = MostAtOnce, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ReceiveMessageRequest
        {
            QueueUrl = Url,
            MaxNumberOfMessages = atOnce,
            VisibilityTimeout = (int)Hold.TotalSeconds,

            // Long polling asks all of the queue's servers; a short poll may miss messages.
            WaitTimeSeconds = 1,
            MessageAttributeNames = ["All"],
            MessageSystemAttributeNames = ["SentTimestamp"],
        };
        var seen = 0;
        while (seen <= _held.Count && (await sqs.ReceiveMessageAsync(request, cancellationToken)).Messages is { Count: > 0 } messages)
        {
            var fresh = messages.Where(message => !_held.ContainsKey(message.MessageId)).ToList();
            seen = fresh.Count > 0 ? 0 : seen + messages.Count;
            messages.ForEach(message => _held[message.MessageId] = message.ReceiptHandle);
            foreach (var message in fresh)
            {
                yield return Read(message);
            }
        }
    }

    public async Task DeleteAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        await sqs.DeleteMessageAsync(new DeleteMessageRequest { QueueUrl = Url, ReceiptHandle = letter.Receipt }, cancellationToken);
        _held.Remove(letter.MessageId);
    }

    /// <summary>Shows every message that is still held to others at once, instead of when its time is up.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        foreach (var receipt in _held.Values)
        {
            await sqs.ChangeMessageVisibilityAsync(new ChangeMessageVisibilityRequest { QueueUrl = Url, ReceiptHandle = receipt, VisibilityTimeout = 0 }, cancellationToken);
        }

        _held.Clear();
    }
}
