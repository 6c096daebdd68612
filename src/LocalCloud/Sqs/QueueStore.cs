using System.Collections.Concurrent;
using System.Globalization;
using LocalCloud.Api;
using LocalCloud.Storage;

namespace LocalCloud.Sqs;

/// <summary>
/// Queues and their messages on disk. Receiving is one transaction, so no two receivers get a message while it is
/// invisible; whoever waits for messages is woken by a send.
/// </summary>
internal sealed class QueueStore(CloudIdentity identity, DocumentStore store, TimeProvider time)
{
    // A few receives' worth: who receives reads no more of a long queue than it takes.
    private const int PageSize = 32;

    private readonly DocumentCollection<Queue> _queues = new(store, "sqs.queues");
    private readonly DocumentCollection<QueueMessage> _messages = new(store, "sqs.messages");
    private readonly PersistedCounter _sequence = new(store, "sqs.message");
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _arrivals = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public TimeProvider Time => time;

    public string Arn(string name) => identity.Arn("sqs", name);

    public string Url(string name) => new Uri(identity.Endpoint, $"{identity.Account}/{name}").ToString();

    public Queue? Find(string name) => _queues.Get(name);

    public Queue Require(string name) => Find(name)
        ?? throw new AwsException("QueueDoesNotExist", 400, "The specified queue does not exist.");

    public IReadOnlyList<Queue> All(string prefix, string after) => [.. _queues.Scan(prefix, after).Select(row => row.Value)];

    public void Put(Queue queue) => _queues.Put(queue.Name, queue);

    public void Delete(string name) => store.Transact(() =>
    {
        Purge(name);
        _queues.Delete(name);
    });

    public void Purge(string name)
    {
        foreach (var (key, _) in _messages.Scan(name + "/"))
        {
            _messages.Delete(key);
        }
    }

    public QueueMessage Send(Queue queue, Func<long, QueueMessage> create)
    {
        var message = create(_sequence.Next());
        _messages.Put(Key(queue.Name, message.Sequence), message);
        Wake(queue.Name);
        return message;
    }

    /// <summary>Completes with the next arrival; ask before looking, so that nothing arrives unseen in between.</summary>
    public Task Arrival(string queue) =>
        _arrivals.GetOrAdd(queue, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public IReadOnlyList<QueueMessage> Receive(Queue queue, int most, TimeSpan visibility)
    {
        var received = new List<QueueMessage>();
        lock (_gate)
        {
            store.Transact(() =>
            {
                foreach (var (key, message) in Live(queue))
                {
                    if (message.VisibleAt <= time.GetUtcNow() && !MoveToDeadLetters(queue, key, message))
                    {
                        received.Add(Take(key, message, visibility));
                    }

                    if (received.Count == most)
                    {
                        break;
                    }
                }
            });
        }

        return received;
    }

    /// <summary>When the next message that is there becomes visible; null when there is none.</summary>
    public DateTimeOffset? NextVisible(Queue queue) => Live(queue).Select(row => (DateTimeOffset?)row.Value.VisibleAt).Min();

    /// <summary>Deletes the message that the receipt names, if it is still there and was not received again.</summary>
    public void DeleteMessage(string queue, ReceiptHandle receipt) => store.Transact(() =>
    {
        if (Received(queue, receipt) is not null)
        {
            _messages.Delete(Key(queue, receipt.Sequence));
        }
    });

    /// <summary>False when the message is not in flight under this receipt.</summary>
    public bool ChangeVisibility(string queue, ReceiptHandle receipt, TimeSpan timeout)
    {
        var found = false;
        store.Transact(() =>
        {
            var now = time.GetUtcNow();
            if (Received(queue, receipt) is { } message && message.VisibleAt > now)
            {
                found = true;
                _messages.Put(Key(queue, receipt.Sequence), message with { VisibleAt = now + timeout });
            }
        });
        Wake(queue);
        return found;
    }

    /// <summary>How many messages are visible, in flight (received), and delayed.</summary>
    public (int Visible, int InFlight, int Delayed) Count(Queue queue)
    {
        var now = time.GetUtcNow();
        var messages = Live(queue).Select(row => row.Value).ToList();
        var hidden = messages.Where(message => message.VisibleAt > now).ToList();
        var delayed = hidden.Count(message => message.ReceiveCount == 0);
        return (messages.Count - hidden.Count, hidden.Count - delayed, delayed);
    }

    private static string Key(string queue, long sequence) => $"{queue}/{sequence.ToString("x16", CultureInfo.InvariantCulture)}";

    /// <summary>
    /// The messages within the retention period, read as far as they are asked for; older ones are deleted on the way.
    /// </summary>
    private IEnumerable<KeyValuePair<string, QueueMessage>> Live(Queue queue)
    {
        var oldest = time.GetUtcNow() - queue.Seconds("MessageRetentionPeriod");
        var after = "";
        IReadOnlyList<KeyValuePair<string, QueueMessage>> page;
        do
        {
            page = _messages.Scan(queue.Name + "/", after, PageSize);
            foreach (var row in page)
            {
                after = row.Key;
                if (row.Value.SentAt >= oldest)
                {
                    yield return row;
                }
                else
                {
                    _messages.Delete(row.Key);
                }
            }
        }
        while (page.Count == PageSize);
    }

    private QueueMessage? Received(string queue, ReceiptHandle receipt) =>
        _messages.Get(Key(queue, receipt.Sequence)) is { } message && message.ReceiveCount == receipt.ReceiveCount ? message : null;

    private QueueMessage Take(string key, QueueMessage message, TimeSpan visibility)
    {
        var now = time.GetUtcNow();
        var taken = message with
        {
            ReceiveCount = message.ReceiveCount + 1,
            FirstReceivedAt = message.FirstReceivedAt ?? now,
            VisibleAt = now + visibility,
        };
        _messages.Put(key, taken);
        return taken;
    }

    /// <summary>A moved message keeps its id, its age and how often it was received, as on AWS.</summary>
    private bool MoveToDeadLetters(Queue queue, string key, QueueMessage message)
    {
        if (queue.Redrive() is not var (arn, most) || message.ReceiveCount < most || Find(arn[(arn.LastIndexOf(':') + 1)..]) is not { } target || target.Name == queue.Name)
        {
            return false;
        }

        _messages.Delete(key);
        _messages.Put(Key(target.Name, message.Sequence), message with { DeadLetterQueueSourceArn = queue.Arn, VisibleAt = default });
        Wake(target.Name);
        return true;
    }

    private void Wake(string queue)
    {
        if (_arrivals.TryRemove(queue, out var arrival))
        {
            arrival.SetResult();
        }
    }
}
