using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SQS;

namespace Mlops.Infra.Constructs;

/// <summary>Which queues are watched, under which alarm's name, and who hears of it.</summary>
public sealed record DeadLetterAlarmProps
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<IQueue> Queues { get; init; }

    public required ITopic Notifications { get; init; }
}
