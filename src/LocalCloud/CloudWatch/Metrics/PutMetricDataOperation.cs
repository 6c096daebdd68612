using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.CloudWatch.Metrics;

/// <summary>PutMetricData: data are on disk, and the alarms that watch them are evaluated, before the caller is answered.</summary>
internal sealed class PutMetricDataOperation(Action<IReadOnlyList<(MetricId Metric, MetricPoint Point)>> record, TimeProvider time)
{
    private const int MostData = 1000;

    public ApiOperation Operation() => new(
        "PutMetricData",
        (input, _, _) => Task.FromResult(Put(input)),
        (input, _) => [new("cloudwatch:PutMetricData", "*")
        {
            ConditionKeys = new Dictionary<string, string> { ["cloudwatch:namespace"] = input["Namespace"]!.ToString() },
        }]);

    private JsonObject Put(JsonObject input)
    {
        if ((input["EntityMetricData"] as JsonArray)?.Count > 0 || input["StrictEntityValidation"] is not null)
        {
            throw CloudWatchErrors.NotServed("PutMetricData with EntityMetricData or StrictEntityValidation: publish with MetricData");
        }

        var space = input["Namespace"]!.ToString();
        if (space.StartsWith("AWS/", StringComparison.Ordinal) || space.Length == 0 || space.StartsWith(':'))
        {
            throw CloudWatchErrors.InvalidValue($"The value {space} for parameter Namespace is invalid.");
        }

        if (input["MetricData"] is not JsonArray { Count: > 0 } data)
        {
            throw CloudWatchErrors.Missing("The parameter MetricData is required.");
        }

        if (data.Count > MostData)
        {
            throw CloudWatchErrors.InvalidValue($"The collection MetricData must not have a size greater than {MostData}.");
        }

        var now = time.GetUtcNow();
        record([.. data.Select((datum, index) => (MetricId.Of(datum!.AsObject(), space), DatumReader.Read(datum.AsObject(), index + 1, now)))]);
        return [];
    }
}
