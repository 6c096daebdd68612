using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudWatch.Metrics;

namespace LocalCloud.CloudWatch.Alarms;

/// <summary>What CloudWatch refuses of an alarm, and what LocalCloud does not serve of one.</summary>
internal static class AlarmCheck
{
    private const int Week = 604_800;
    private const int Hour = 3600;
    private const int MostMetrics = 10;

    private static readonly string[] OfOneMetric = ["MetricName", "Namespace", "Dimensions", "Period", "Unit", "Statistic", "ExtendedStatistic"];

    /// <summary>Returns when the metric alarm can be kept and evaluated.</summary>
    public static void Demand(JsonObject input, string account)
    {
        RefuseUnserved(input, "ThresholdMetricId (anomaly detection)", "EvaluationCriteria", "EvaluationInterval");
        DemandActions(input);
        DemandMetric(input);
        if (input["ComparisonOperator"] is null || input.IntOrNull("EvaluationPeriods") is null || input["Threshold"] is null)
        {
            throw AwsException.Validation("ComparisonOperator, EvaluationPeriods and Threshold are needed.");
        }

        if (input.TextOrNull("TreatMissingData") is not (null or "breaching" or "notBreaching" or "ignore" or "missing"))
        {
            throw AwsException.Validation($"The value {input["TreatMissingData"]} for parameter TreatMissingData is not valid: breaching, notBreaching, ignore or missing.");
        }

        if (input.TextOrNull("EvaluateLowSampleCountPercentile") is not (null or "evaluate" or "ignore"))
        {
            throw AwsException.Validation($"Option {input["EvaluateLowSampleCountPercentile"]} is not supported. Supported options for parameter EvaluateLowSampleCountPercentile are evaluate and ignore.");
        }

        DemandWindow(MetricPlan.Of(input, account));
    }

    /// <summary>Actions are topics and functions; EC2, Auto Scaling and Systems Manager are refused by name.</summary>
    public static void DemandActions(JsonObject input)
    {
        foreach (var member in new[] { "OKActions", "AlarmActions", "InsufficientDataActions" })
        {
            foreach (var target in (input[member] as JsonArray ?? []).Select(target => target!.ToString()))
            {
                if (target.Split(':') is not ["arn", _, "sns" or "lambda", _, _, _, ..])
                {
                    throw AwsException.Validation($"Invalid use of {member}: '{target}' is not the ARN of an SNS topic or a Lambda function, the actions that LocalCloud serves.");
                }
            }
        }
    }

    public static void RefuseUnserved(JsonObject input, params string[] members)
    {
        var given = members.Where(member => input[member.Split(' ')[0]] is not null).ToList();
        if (given.Count > 0)
        {
            throw CloudWatchErrors.NotServed($"alarms with {string.Join(", ", given)}");
        }
    }

    private static void DemandMetric(JsonObject input)
    {
        if (input["Metrics"] is JsonArray { Count: > 0 } metrics)
        {
            var both = OfOneMetric.Where(member => input[member] is not null and not JsonArray { Count: 0 }).ToList();
            if (both.Count > 0)
            {
                throw AwsException.Validation($"{string.Join(", ", both)} must not be set if a value is provided for the Metrics list.");
            }

            DemandQueries(metrics);
            return;
        }

        input.Remove("Metrics");
        if (input["MetricName"] is null || input["Namespace"] is null || input["Period"] is null)
        {
            throw AwsException.Validation("MetricName, Namespace and Period are needed unless the Metrics list is provided.");
        }

        if (input["Statistic"] is null == input["ExtendedStatistic"] is null)
        {
            throw AwsException.Validation("Exactly one of Statistic and ExtendedStatistic is needed.");
        }
    }

    private static void DemandQueries(JsonArray metrics)
    {
        if (metrics.Count(query => query!["ReturnData"]?.ToString() is not "false") != 1)
        {
            throw AwsException.Validation("Exactly one element of the metrics list should return data.");
        }

        var stats = metrics.Select(query => query!["MetricStat"]).Where(stat => stat is not null).ToList();
        if (stats.Count is 0 or > MostMetrics)
        {
            throw AwsException.Validation($"The Metrics list must have 1 to {MostMetrics} metrics.");
        }

        if (stats.Select(stat => stat!["Period"]!.ToInt()).Distinct().Count() > 1)
        {
            throw AwsException.Validation("Period must not be different for the metrics of the Metrics list.");
        }
    }

    private static void DemandWindow(MetricPlan plan)
    {
        var periods = plan.Test.EvaluationPeriods;
        if (plan.Period < 10)
        {
            throw AwsException.Validation("Period must be 10, 20, 30 or a multiple of 60.");
        }

        if (plan.Test.DatapointsToAlarm > periods)
        {
            throw AwsException.Validation("The parameter DatapointsToAlarm must be less than or equal to the parameter EvaluationPeriods.");
        }

        var (most, words) = plan.Period >= Hour ? (Week, "a week") : (Periods.Day, "a day");
        if ((long)plan.Period * periods > most)
        {
            throw AwsException.Validation($"Metrics cannot be checked across more than {words} (EvaluationPeriods * Period must be <= {most}).");
        }

        MetricEvaluator.DemandSingleSeries(plan);
    }
}
