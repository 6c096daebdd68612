namespace LocalCloud.CloudWatch.Metrics;

/// <summary>What was published for one second (high resolution) or one minute, in one unit; <see cref="Time"/> is in Unix seconds.</summary>
internal sealed record MetricPoint(long Time, string Unit, StatisticSet Set);
