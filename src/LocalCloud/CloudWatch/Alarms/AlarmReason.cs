using System.Text.Json.Nodes;
using LocalCloud.CloudWatch.Metrics;

namespace LocalCloud.CloudWatch.Alarms;

/// <summary>Why a metric alarm is in a state, in CloudWatch's sentences and in its JSON.</summary>
internal sealed class AlarmReason(MetricPlan plan, AlarmOutcome outcome, IReadOnlyList<long> times, IReadOnlyList<double?> range)
{
    public string Words()
    {
        var test = plan.Test;
        if (outcome.State == Alarm.Unknown)
        {
            return $"Insufficient Data: {Counted(test.EvaluationPeriods, "datapoint")} {Was(test.EvaluationPeriods)} unknown.";
        }

        var filled = $"{Counted(outcome.Filled, "missing datapoint")} {Was(outcome.Filled)} treated as [{Treated()}]";
        if (outcome.Evaluated.Count == 0)
        {
            return $"Threshold Crossed: no datapoints were received for {Counted(test.EvaluationPeriods, "period")} and {filled}.";
        }

        var isAlarm = outcome.State == Alarm.Alarming;
        // Newest first, as AWS lists them, and only those that speak for the state.
        var speaking = outcome.Evaluated.Where(place => test.Breaches(range[place]) == isAlarm).Reverse().ToList();
        var compared = $"{Was(speaking.Count)} {(isAlarm ? "" : "not ")}{test.Comparison.Words} the threshold ({JavaText.Number(test.Threshold)})";
        if (outcome.Filled > 0 && test.TreatMissingData is "breaching" or "notBreaching" && speaking.Count > 0)
        {
            return $"Threshold Crossed: {Counted(speaking.Count, "datapoint")} [{List(speaking)}] {compared} and {filled}.";
        }

        var minimum = isAlarm ? test.DatapointsToAlarm : test.EvaluationPeriods - test.DatapointsToAlarm + 1;
        return $"Threshold Crossed: {speaking.Count} out of the last {outcome.Evaluated.Count} datapoints [{List(speaking)}] {compared} "
            + $"(minimum {Counted(minimum, "datapoint")} for {(isAlarm ? "OK -> ALARM" : "ALARM -> OK")} transition).";
    }

    public string Data(DateTimeOffset now, IReadOnlyDictionary<long, StatisticSet>? sets)
    {
        var data = new JsonObject { ["version"] = "1.0", ["queryDate"] = JavaText.Time(now) };
        if (outcome.Evaluated.Count > 0)
        {
            data["startDate"] = JavaText.Time(Time(outcome.Evaluated[0]));
        }

        if (plan.Returned.Statistic is { } statistic)
        {
            if (plan.Returned.Unit is { } unit)
            {
                data["unit"] = unit;
            }

            data["statistic"] = statistic.Name;
        }

        data["period"] = plan.Period;
        data["recentDatapoints"] = new JsonArray([.. outcome.Evaluated.Select(place => JavaText.Node(range[place]!.Value))]);
        data["threshold"] = JavaText.Node(plan.Test.Threshold);
        data["evaluatedDatapoints"] = new JsonArray([.. outcome.Evaluated.Reverse().Select(place => Evaluated(place, sets))]);
        return JavaText.Json(data);
    }

    private JsonObject Evaluated(int place, IReadOnlyDictionary<long, StatisticSet>? sets)
    {
        var evaluated = new JsonObject { ["timestamp"] = JavaText.Time(Time(place)) };
        if (sets is not null && sets.TryGetValue(times[place], out var set))
        {
            evaluated["sampleCount"] = JavaText.Node(set.SampleCount);
        }

        evaluated["value"] = JavaText.Node(range[place]!.Value);
        return evaluated;
    }

    private string List(IEnumerable<int> places) =>
        string.Join(", ", places.Select(place => $"{JavaText.Number(range[place]!.Value)} ({JavaText.ShortTime(Time(place))})"));

    private DateTimeOffset Time(int place) => DateTimeOffset.FromUnixTimeSeconds(times[place]);

    private string Treated() => plan.Test.TreatMissingData == "breaching" ? "Breaching" : "NonBreaching";

    private static string Counted(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static string Was(int count) => count == 1 ? "was" : "were";
}
