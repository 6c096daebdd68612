using Amazon.CDK;
using Amazon.CDK.AWS.Events.Targets;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SQS;
using Constructs;

namespace Mlops.Infra.Constructs;

/// <summary>Where the foundation's rules send events: the topic that people subscribe to, and queues, of which one alarm watches all.</summary>
public sealed class SharedTargets(Construct scope, ITopic notifications)
{
    private readonly List<IQueue> _queues = [];

    public IReadOnlyList<IQueue> Queues => _queues;

    public IQueue CreateQueue(string id)
    {
        var queue = FailureQueue.Create(scope, id);
        _queues.Add(queue);
        return queue;
    }

    /// <summary>The topic, with a queue for what it could not be told.</summary>
    public SnsTopic Tell(string failures) => new(notifications, new SnsTopicProps
    {
        DeadLetterQueue = CreateQueue(failures),
        RetryAttempts = 10,
        MaxEventAge = Duration.Hours(1),
    });

    /// <summary>A queue, with another for what it did not take.</summary>
    public SqsQueue Keep(IQueue queue, string failures) => new(queue, new SqsQueueProps
    {
        DeadLetterQueue = CreateQueue(failures),
        RetryAttempts = 10,
        MaxEventAge = Duration.Hours(1),
    });
}
