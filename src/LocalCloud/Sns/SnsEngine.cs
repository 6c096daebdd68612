using LocalCloud.Api;
using LocalCloud.Storage;

namespace LocalCloud.Sns;

/// <summary>SNS's standard topics as the service <c>sns</c>, with SQS queues and Lambda functions as subscribers.</summary>
public sealed class SnsEngine(CloudIdentity identity, DocumentStore store, SnsSurroundings surroundings)
{
    private readonly TopicStore _topics = new(identity, store);
    private readonly PersistedCounter _messages = new(store, "sns.message");

    public ApiService Service() => new("sns",
    [
        .. new TopicOperations(_topics).Operations(),
        .. new SubscriptionOperations(_topics).Operations(),
        new PublishOperation(identity, _topics, _messages, surroundings).Operation(),
    ]);
}
