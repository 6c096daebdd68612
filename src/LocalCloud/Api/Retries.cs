namespace LocalCloud.Api;

/// <summary>Which failed calls are worth another try, and when. Pure.</summary>
internal static class Retries
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(8);

    /// <summary>Doubles from one second; at the longest wait, 185 attempts fill a day.</summary>
    public static TimeSpan Wait(int failures) =>
        TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(failures - 1, 30)), LongestWait.TotalSeconds));

    /// <summary>Missing permissions and missing targets stay missing: such a failure is final.</summary>
    public static bool IsRetryable(Exception failure) => failure switch
    {
        AwsException { Code: "UnsupportedOperation" } => false,
        AwsException aws => aws.Status >= 500 || aws.Status == 429 || aws.Code.Contains("Throttl", StringComparison.Ordinal)
            || aws.Code is "TooManyRequestsException" or "LimitExceededException" or "ExecutionLimitExceeded",
        _ => true,
    };
}
