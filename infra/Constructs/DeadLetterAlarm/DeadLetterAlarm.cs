using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SQS;
using Constructs;

namespace Mlops.Infra.Constructs;

/// <summary>One alarm over several dead-letter queues, told to the notifications topic: what lies there is lost after two weeks unless somebody replays it.</summary>
public sealed class DeadLetterAlarm : Construct
{
    // An alarm on a metric-math expression takes no more metrics.
    private const int MostQueues = 10;

    public DeadLetterAlarm(Construct scope, string id, DeadLetterAlarmProps props)
        : base(scope, id)
    {
        if (props.Queues.Count > MostQueues)
        {
            throw new ArgumentException($"{props.Name} has {props.Queues.Count} queues, and an alarm watches {MostQueues} at most.", nameof(props));
        }

        var alarm = new Alarm(this, "Alarm", new AlarmProps
        {
            AlarmName = props.Name,
            AlarmDescription = props.Description,
            Metric = Letters(props.Queues),
            Threshold = 0,
            ComparisonOperator = ComparisonOperator.GREATER_THAN_THRESHOLD,
            EvaluationPeriods = 1,
            TreatMissingData = TreatMissingData.NOT_BREACHING,
        });
        alarm.AddAlarmAction(new SnsAction(props.Notifications));
    }

    // A queue that nobody used for hours reports nothing: that is no letter, not an unknown sum.
    private static MathExpression Letters(IReadOnlyList<IQueue> queues) => new(new MathExpressionProps
    {
        Expression = "SUM(FILL(METRICS(), 0))",
        Label = "letters",
        Period = Duration.Minutes(5),
        UsingMetrics = queues.Index().ToDictionary(
            queue => $"queue{queue.Index}",
            queue => (IMetric)queue.Item.MetricApproximateNumberOfMessagesVisible(new MetricOptions { Statistic = "Maximum", Period = Duration.Minutes(5) })),
    });
}
