namespace LocalCloud.CloudWatch.Metrics;

/// <summary>The lengths in seconds that data can be put together by.</summary>
internal static class Periods
{
    public const int Day = 86_400;

    public static int? Demand(int? period) => period is null or 1 or 5 or 10 or 20 or 30 || (period > 0 && period % 60 == 0)
        ? period
        : throw CloudWatchErrors.InvalidValue($"The value {period} for parameter Period is invalid: it is 1, 5, 10, 20, 30 or a multiple of 60.");
}
