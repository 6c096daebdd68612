using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalCloud.Api;
using LocalCloud.Models;
using LocalCloud.Processes;

namespace LocalCloud.SageMaker.Jobs;

/// <summary>Reads metrics off a job's output by its MetricDefinitions; the last value of each is final.</summary>
internal sealed class JobMetrics
{
    private static readonly TimeSpan _limit = TimeSpan.FromMilliseconds(100);
    private readonly Dictionary<string, (double Value, DateTimeOffset Time)> _last = [];
    private readonly List<(string Name, Regex Expression)> _definitions;
    private readonly TimeProvider _time;

    /// <summary>A malformed expression is a <c>ValidationException</c> that names it.</summary>
    public JobMetrics(JsonObject algorithm, TimeProvider time)
    {
        _time = time;
        _definitions = [.. algorithm.Children("MetricDefinitions").Select(definition => (definition.Text("Name"), Compile(definition.Text("Regex"))))];
    }

    public void Read(string line)
    {
        foreach (var (name, expression) in _definitions)
        {
            if (Match(expression, line) is { } value)
            {
                _last[name] = (value, _time.GetUtcNow());
            }
        }
    }

    public JsonArray Final() => new([.. _last.Select(metric => new JsonObject
    {
        ["MetricName"] = metric.Key,
        ["Value"] = metric.Value.Value,
        ["Timestamp"] = Timestamps.Iso(metric.Value.Time),
    })]);

    private static double? Match(Regex expression, string line)
    {
        try
        {
            var match = expression.Match(line);
            return match.Success && double.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
        }
        catch (RegexMatchTimeoutException)
        {
            // A runaway expression costs its metric, not the job.
            return null;
        }
    }

    private static Regex Compile(string expression)
    {
        try
        {
            return new Regex(expression, RegexOptions.CultureInvariant, _limit);
        }
        catch (ArgumentException exception)
        {
            throw AwsException.Validation($"The metric definition's regular expression '{expression}' is not valid: {exception.Message}");
        }
    }
}
