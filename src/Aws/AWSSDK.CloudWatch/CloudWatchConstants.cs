using System.Text.Json.Serialization;
using Amazon.Shared;

namespace Amazon.CloudWatch;

/// <summary>How each constant of the CloudWatch API is read from its string.</summary>
internal static class CloudWatchConstants
{
    public static JsonConverter[] Converters() =>
    [
        new ConstantClassConverter<ActionsSuppressedBy>(ActionsSuppressedBy.FindValue),
        new ConstantClassConverter<AlarmType>(AlarmType.FindValue),
        new ConstantClassConverter<ComparisonOperator>(ComparisonOperator.FindValue),
        new ConstantClassConverter<EvaluationState>(EvaluationState.FindValue),
        new ConstantClassConverter<ScanBy>(ScanBy.FindValue),
        new ConstantClassConverter<StandardUnit>(StandardUnit.FindValue),
        new ConstantClassConverter<StateValue>(StateValue.FindValue),
        new ConstantClassConverter<Statistic>(Statistic.FindValue),
        new ConstantClassConverter<StatusCode>(StatusCode.FindValue),
    ];
}
