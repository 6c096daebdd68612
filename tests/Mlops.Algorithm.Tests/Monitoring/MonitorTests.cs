using System.Text.Json;
using Mlops.Algorithm.Tests.Testing;

namespace Mlops.Algorithm.Tests.Monitoring;

public sealed class MonitorTests : IDisposable
{
    private readonly MonitoredRidership _ridership = new();

    public void Dispose() => _ridership.Dispose();

    [Fact]
    public async Task Monitor_RowsOfTheWindowItself_DoNotDrift()
    {
        await _ridership.PrepareAsync(2001, 2003);
        _ridership.Capture(Ridership.Rows(2001, 2003).Where((_, i) => i % 3 == 0));

        var report = await _ridership.RunAsync();

        Assert.False(report.GetProperty("drift").GetBoolean());
        Assert.Equal(0, report.GetProperty("features").GetProperty("driftedFeatures").GetInt32());
        Assert.Equal(358, report.GetProperty("rows").GetInt64());
    }

    [Fact]
    public async Task Monitor_FiveYearsLater_Drifts()
    {
        await _ridership.PrepareAsync(2001, 2003);
        _ridership.Capture(Ridership.Rows(2008, 2008));

        var report = await _ridership.RunAsync();

        Assert.True(report.GetProperty("drift").GetBoolean());
        Assert.Contains("features drifted over 366 rows", report.GetProperty("reasons")[0].GetString(), StringComparison.Ordinal);
    }
}
