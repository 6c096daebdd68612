using LocalCloud.Processes;

namespace LocalCloud.Lambda;

/// <summary>
/// Lambda's own metrics in CloudWatch, for each function: <c>Invocations</c>, <c>Errors</c> (zero for one that succeeds) and
/// <c>Duration</c>.
/// </summary>
internal sealed class InvocationMetrics(ComputeContext context)
{
    private const string Space = "AWS/Lambda";

    public async Task<InvocationResult> MeasureAsync(string function, Func<Task<InvocationResult>> invoke)
    {
        var started = context.Supervision.GetTimestamp();
        var result = await invoke();
        if (context.Metrics is not null)
        {
            Publish(function, "Invocations", 1, "Count");
            Publish(function, "Errors", result.FunctionError is null ? 0 : 1, "Count");
            Publish(function, "Duration", context.Supervision.GetElapsedTime(started).TotalMilliseconds, "Milliseconds");
        }

        return result;
    }

    private void Publish(string function, string name, double value, string unit) =>
        context.Metrics!.Publish(new(Space, name, value, unit) { Dimensions = new Dictionary<string, string> { ["FunctionName"] = function } });
}
