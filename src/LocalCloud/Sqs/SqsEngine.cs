using LocalCloud.Api;
using LocalCloud.Storage;

namespace LocalCloud.Sqs;

/// <summary>SQS's standard queues as the service <c>sqs</c>; messages are on disk before they are acknowledged.</summary>
public sealed class SqsEngine(CloudIdentity identity, DocumentStore store, TimeProvider time)
{
    private readonly QueueStore _queues = new(identity, store, time);

    public ApiService Service() => new("sqs", [.. new QueueOperations(_queues).Operations(), .. new MessageOperations(_queues).Operations()]);
}
