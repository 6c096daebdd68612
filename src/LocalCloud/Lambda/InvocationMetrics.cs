using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.Lambda;

/// <summary>
/// Lambda's own metrics in CloudWatch, for each function: <c>Invocations</c>, <c>Errors</c> (zero for one that succeeds) and
/// <c>Duration</c>.
/// </summary>
internal sealed class InvocationMetrics(ComputeContext context)
{
    private const string Space = "AWS/Lambda";

    public async Task<InvocationResult> MeasureAsync(string function, Func<Task<InvocationResult>> invoke, CancellationToken cancellationToken)
    {
        var started = context.Supervision.GetTimestamp();
        try
        {
            var result = await invoke();
            Publish(function, result.FunctionError is not null, context.Supervision.GetElapsedTime(started));
            return result;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            Publish(function, failed: true, context.Supervision.GetElapsedTime(started));
            throw;
        }
    }

    private void Publish(string function, bool failed, TimeSpan duration)
    {
        try
        {
            // Lambda tells durations in hundredths of a millisecond.
            context.Metrics?.Publish(
            [
                Metric("Invocations", 1, "Count"),
                Metric("Errors", failed ? 1 : 0, "Count"),
                Metric("Duration", Math.Round(duration.TotalMilliseconds, 2), "Milliseconds"),
            ]);
        }
        catch (Exception problem)
        {
            // The function has done its work: a datum that is lost must not have it done again.
            context.Logger.BackgroundFailed(problem, $"the metrics of function {function}");
        }

        ServiceMetric Metric(string name, double value, string unit) =>
            new(Space, name, value, unit) { Dimensions = new Dictionary<string, string> { ["FunctionName"] = function } };
    }
}
