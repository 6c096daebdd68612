using LocalCloud.Api;
using LocalCloud.Storage;

namespace LocalCloud.Sns;

/// <summary>Topics and subscriptions on disk.</summary>
internal sealed class TopicStore(CloudIdentity identity, DocumentStore store)
{
    private readonly DocumentCollection<Topic> _topics = new(store, "sns.topics");
    private readonly DocumentCollection<Subscription> _subscriptions = new(store, "sns.subscriptions");

    public string Account => identity.Account;

    public string Arn(string name) => identity.Arn("sns", name);

    public Topic? Find(string arn) => _topics.Get(arn);

    public Topic Require(string arn)
    {
        DemandArn(arn);
        return Find(arn) ?? throw SnsErrors.NotFound("Topic does not exist");
    }

    /// <summary>Throws when the text is no ARN or one of another region.</summary>
    public void DemandArn(string arn)
    {
        if (arn.Split(':').Length < 6)
        {
            throw SnsErrors.InvalidParameter($"TopicArn Reason: An ARN must have at least 6 elements, not {arn.Split(':').Length}");
        }

        if (arn.Split(':') is [_, _, _, var region, ..] && region != identity.Region)
        {
            throw SnsErrors.InvalidParameter("TopicArn");
        }
    }

    public IReadOnlyList<Topic> All() => [.. _topics.Scan().Select(row => row.Value)];

    public void Put(Topic topic) => _topics.Put(topic.Arn, topic);

    public void Delete(string arn) => store.Transact(() =>
    {
        foreach (var subscription in Subscriptions(arn))
        {
            _subscriptions.Delete(subscription.Arn);
        }

        _topics.Delete(arn);
    });

    public IReadOnlyList<Subscription> Subscriptions(string topicArn) => [.. _subscriptions.Scan(topicArn + ":").Select(row => row.Value)];

    public Subscription? FindSubscription(string arn) => _subscriptions.Get(arn);

    public void Put(Subscription subscription) => _subscriptions.Put(subscription.Arn, subscription);

    public void DeleteSubscription(string arn) => _subscriptions.Delete(arn);
}
