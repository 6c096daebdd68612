using System.Globalization;
using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Constructs;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>The alarms over the monitor's metrics, and the one composite alarm whose state change starts a run. They say nothing about a deployment: its rollback has alarms of its own.</summary>
/// <remarks>
/// One datapoint of one interval decides, and missing data is not breaching: no evidence is no drift. The datapoint is the largest value of its interval: with two judgements in
/// one, a newer and better one shows only once the interval is over. People hear of the composite by the notifications topic, whatever becomes of a run.
/// </remarks>
public sealed class DriftAlarms : Construct
{
    private readonly PipelineConfig _pipeline;

    public DriftAlarms(Construct scope, string id, DriftAlarmsProps props)
        : base(scope, id)
    {
        _pipeline = props.Pipeline;
        var features = CreateFeatureDrift();
        var quality = CreateQualityLoss();
        var drift = new CompositeAlarm(this, "Drift", new CompositeAlarmProps
        {
            CompositeAlarmName = _pipeline.Names.DriftAlarm,
            AlarmDescription = $"What the endpoint of {_pipeline.Names.Pipeline} is asked, or how well it answers, has drifted. 'mlops drift' says how.",
            AlarmRule = AlarmRule.AnyOf(
                AlarmRule.FromAlarm(features, AlarmState.ALARM), AlarmRule.FromAlarm(quality, AlarmState.ALARM)),
        });
        drift.AddAlarmAction(new SnsAction(props.Notifications));
        drift.AddOkAction(new SnsAction(props.Notifications));
    }

    private MonitorDefinition Monitor => _pipeline.Definition.Monitor;

    private Alarm CreateFeatureDrift() => Create(
        "FeatureDrift",
        _pipeline.Names.FeatureDriftAlarm,
        "More features have drifted than the definition's monitor.features.maximumDriftedShare allows.",
        Measured("DriftedFeatureShare"),
        Monitor.Features.MaximumDriftedShare);

    // The bound of the error's confidence interval that lies nearest to the holdout's: chance alone shall not raise an alarm.
    private Alarm CreateQualityLoss()
    {
        var metric = Monitor.Quality.Metric ?? _pipeline.Definition.Gate.Champion.Metric ?? ProblemMetrics.Default(_pipeline.Definition.Problem.Type);
        var loss = new MathExpression(new MathExpressionProps
        {
            Expression = Loss(metric),
            Label = $"loss of {metric}",
            UsingMetrics = new Dictionary<string, IMetric> { ["bound"] = Measured("QualityBound"), ["baseline"] = Measured("QualityBaseline") },
            Period = Period,
        });
        return Create(
            "QualityLoss",
            _pipeline.Names.QualityLossAlarm,
            $"On requests whose truth has arrived {metric} is worse than on the holdout by more than the definition's monitor.quality.maximumLoss.",
            loss,
            Monitor.Quality.MaximumLoss);
    }

    // What MetricDirection.Margin allows, turned round so that the threshold is the definition's own number.
    private static string Loss(string metric) => MetricDirection.LowerIsBetter(metric) ? "bound / baseline - 1"
        : MetricDirection.Floor(metric) is not { } floor ? "baseline - bound"
        : string.Create(CultureInfo.InvariantCulture, $"(baseline - bound) / ABS(baseline - {floor})");

    // Monitorings take their time, so a window may lie between two of them. The alarm does not flap then: CloudWatch looks back a few
    // periods more and takes the newest datapoint there is before it treats data as missing.
    private Duration Period => Duration.Seconds((long)Monitor.Interval.TotalSeconds);

    private Metric Measured(string name) => new(new MetricProps
    {
        Namespace = PipelineNames.Metrics,
        MetricName = name,
        DimensionsMap = new Dictionary<string, string> { ["Pipeline"] = _pipeline.Definition.Name },
        Statistic = "Maximum",
        Period = Period,
    });

    private Alarm Create(string id, string name, string description, IMetric metric, double limit) => new(this, id, new AlarmProps
    {
        AlarmName = name,
        AlarmDescription = description,
        Metric = metric,
        Threshold = limit,
        ComparisonOperator = ComparisonOperator.GREATER_THAN_THRESHOLD,
        EvaluationPeriods = 1,
        TreatMissingData = TreatMissingData.NOT_BREACHING,
    });
}
