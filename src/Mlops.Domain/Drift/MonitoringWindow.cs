using System.Globalization;

namespace Mlops.Domain.Drift;

/// <summary>Which captured and truth files a monitoring looks at, by their last change: after <c>From</c> and not after <c>To</c>.</summary>
public sealed record MonitoringWindow(DateTimeOffset From, DateTimeOffset To)
{
    // Labels that came true long before the window may belong to none of its requests; those within a month before can.
    private static readonly TimeSpan TruthBefore = TimeSpan.FromDays(30);

    public bool IsEmpty => From >= To;

    public bool Contains(DateTimeOffset modified) => modified > From && modified <= To;

    /// <summary>The last <paramref name="length"/> before <paramref name="startedAt"/>, but nothing that an earlier champion answered.</summary>
    public static MonitoringWindow Of(DateTimeOffset startedAt, TimeSpan length, DateTimeOffset promotedAt) =>
        new(promotedAt > startedAt - length ? promotedAt : startedAt - length, startedAt);

    public static MonitoringWindow ForTruth(DateTimeOffset startedAt, TimeSpan length) => new(startedAt - length - TruthBefore, startedAt);

    /// <summary>The first folder that may hold captures of the window. One hour early: a request is captured in the folder of its hour and written a little later.</summary>
    public string FirstFolder => Folder(From.AddHours(-1));

    public string LastFolder => Folder(To);

    // SageMaker's own folders: https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-data-capture-endpoint.html
    private static string Folder(DateTimeOffset hour) => hour.UtcDateTime.ToString("yyyy'/'MM'/'dd'/'HH'/'", CultureInfo.InvariantCulture);
}
