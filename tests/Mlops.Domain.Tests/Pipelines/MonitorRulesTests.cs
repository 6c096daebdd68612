using System.Globalization;

namespace Mlops.Domain.Tests.Pipelines;

public sealed class MonitorRulesTests
{
    [Theory]
    [InlineData("monitor.enabled", "\"yes\"")]
    [InlineData("monitor.interval", "\"PT30M\"")]
    [InlineData("monitor.interval", "\"PT90M\"")]
    [InlineData("monitor.interval", "\"P8D\"")]
    [InlineData("monitor.window", "\"PT59M\"")]
    [InlineData("monitor.window", "\"PT23H\"")]
    [InlineData("monitor.window", "\"P366D\"")]
    [InlineData("monitor.cooldown", "\"PT0S\"")]
    [InlineData("monitor.cooldown", "\"P366D\"")]
    [InlineData("monitor.features.psi", "0")]
    [InlineData("monitor.features.psi", "100")]
    [InlineData("monitor.features.kolmogorovSmirnov", "1.1")]
    [InlineData("monitor.features.jensenShannon", "-0.1")]
    [InlineData("monitor.features.missing", "2")]
    [InlineData("monitor.features.unseen", "2")]
    [InlineData("monitor.features.significance", "0")]
    [InlineData("monitor.features.significance", "0.21")]
    [InlineData("monitor.features.minimumRows", "1")]
    [InlineData("monitor.features.maximumDriftedShare", "1.01")]
    [InlineData("monitor.features.maximumDriftedShares", "0.3")]
    [InlineData("monitor.quality.metric", "\"auc\"")]
    [InlineData("monitor.quality.maximumLoss", "-0.1")]
    [InlineData("monitor.quality.maximumLoss", "101")]
    [InlineData("monitor.groundTruth.key", "[\"t\", \"t\"]")]
    [InlineData("monitor.groundTruth.key", "[\" \"]")]
    [InlineData("monitor.groundTruth.key", "[\"t\", \"y\"]")]
    [InlineData("monitor.groundTruth.learn", "\"no\"")]
    public void Monitor_OneBadMember_IsNamedAndNothingElse(string path, string value)
        => Assert.Equal($"$.{path}", Assert.Single(Definitions.Problems(Definitions.With(path, value))).Path);

    [Theory]
    [InlineData("monitor.enabled", "false")]
    [InlineData("monitor.interval", "\"PT1H\"")]
    [InlineData("monitor.interval", "\"P7D\"")]
    [InlineData("monitor.window", "\"P1D\"")]
    [InlineData("monitor.window", "\"P365D\"")]
    [InlineData("monitor.cooldown", "\"PT1H\"")]
    [InlineData("monitor.features.maximumDriftedShare", "0")]
    [InlineData("monitor.features.maximumDriftedShare", "1")]
    [InlineData("monitor.quality.metric", "\"r2\"")]
    [InlineData("monitor.quality.maximumLoss", "0")]
    [InlineData("monitor.groundTruth.key", "[\"inferenceId\"]")]
    [InlineData("monitor.groundTruth.key", "[\"t\", \"station\"]")]
    public void Monitor_OneGoodMember_IsValid(string path, string value) => Definitions.Valid(Definitions.With(path, value));

    [Fact]
    public void CaptureShare_OfNothing_NeedsTheMonitorOff()
    {
        var nothing = Definitions.With("serving.captureShare", "0");

        Assert.Equal("$.serving.captureShare", Assert.Single(Definitions.Problems(nothing)).Path);
        Definitions.Valid(nothing.Replace("\"serving\"", "\"monitor\":{\"enabled\":false},\"serving\"", StringComparison.Ordinal));
    }

    [Fact]
    public void CaptureShare_OfEveryWholePerCent_IsValid()
        => Assert.All(
            Enumerable.Range(1, 100),
            perCent => Definitions.Valid(Definitions.With("serving.captureShare", (perCent / 100.0).ToString(CultureInfo.InvariantCulture))));
}
