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

    [Fact]
    public async Task Monitor_RowsOfASummer_AreComparedWithSummers()
    {
        await _ridership.PrepareAsync(2001, 2003);
        _ridership.Capture(Ridership.Rows(2002, 2002).Where(row => row[5..7] is "06" or "07" or "08"));

        var report = await _ridership.RunAsync();

        Assert.True(report.GetProperty("reference").GetProperty("sameSeason").GetBoolean());
        Assert.DoesNotContain(report.GetProperty("features").GetProperty("columns").EnumerateArray(), column =>
            column.GetProperty("name").GetString() is "temp" or "temp_max" && column.GetProperty("status").GetString() == "drifted");
    }

    [Fact]
    public async Task Monitor_SeasonThatTheBaselineLacks_IsComparedWithAllOfIt()
    {
        await _ridership.PrepareAsync(2001, 2002, MonitoredRidership.Definition.Replace("P3Y", "P3M", StringComparison.Ordinal).Replace("365", "30", StringComparison.Ordinal));
        _ridership.Capture(Ridership.Rows(2002, 2002).Where(row => row[5..7] is "06" or "07"));

        var reference = (await _ridership.RunAsync()).GetProperty("reference");

        Assert.False(reference.GetProperty("sameSeason").GetBoolean());
        Assert.Contains("The reference has no June, July", reference.GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Monitor_WithTruth_WritesEveryMetricWithBothSetsOfDimensions()
    {
        await _ridership.PrepareAsync(2001, 2003);
        _ridership.Capture(Ridership.Rows(2003, 2003), error: 3);
        _ridership.Truth(Ridership.Rows(2003, 2003));
        await _ridership.RunAsync();

        var findings = _ridership.Json("findings.json");
        var metrics = findings.GetProperty("metrics").EnumerateArray().ToList();
        string[] expected = ["Rows", "RowsWithTruth", "DriftedFeatures", "DriftedFeatureShare", "PredictionPsi", "Quality", "QualityBound", "QualityBaseline"];
        Assert.Equal([.. expected, .. expected], metrics.Select(metric => metric.GetProperty("MetricName").GetString()));
        Assert.Equal(["Pipeline", "Pipeline,Run"], metrics.Select(metric => string.Join(',', metric.GetProperty("Dimensions").EnumerateArray().Select(d => d.GetProperty("Name").GetString()))).Distinct());
        Assert.Equal(3, Value(metrics, "Quality"), 6);
        Assert.Equal(1, Value(metrics, "QualityBaseline"));
        Assert.True(findings.GetProperty("drift").GetBoolean());
        Assert.InRange(_ridership.Folder.Read("processing/output/findings.json").Length, 1, 64 * 1024);
    }

    [Fact]
    public async Task Monitor_WithoutRequests_WritesNoMetricThatWasNotMeasured()
    {
        await _ridership.PrepareAsync(2001, 2003);
        await _ridership.RunAsync();

        var metrics = _ridership.Json("findings.json").GetProperty("metrics").EnumerateArray().Select(metric => metric.GetProperty("MetricName").GetString());
        Assert.Equal(["Rows", "RowsWithTruth"], metrics.Distinct());
    }

    [Fact]
    public async Task Monitor_SameInput_GivesTheSameBytes()
    {
        await _ridership.PrepareAsync(2001, 2003);
        _ridership.Capture(Ridership.Rows(2008, 2008));
        _ridership.Truth(Ridership.Rows(2008, 2008));
        string[] files = ["findings.json", "monitor.json", "report.html"];

        await _ridership.RunAsync();
        var first = files.Select(file => _ridership.Folder.Read($"processing/output/{file}")).ToList();
        await _ridership.RunAsync();

        Assert.Equal(first, files.Select(file => _ridership.Folder.Read($"processing/output/{file}")));
    }

    [Fact]
    public async Task Report_IsOneFileThatLoadsNothing()
    {
        await _ridership.PrepareAsync(2001, 2003);
        _ridership.Capture(Ridership.Rows(2008, 2008));
        _ridership.Truth(Ridership.Rows(2008, 2008));
        await _ridership.RunAsync();

        var report = _ridership.Folder.Read("processing/output/report.html");
        Assert.DoesNotMatch("(?i)<script|<link|<img|<iframe|src=|href=|url\\(|@import|http://|https://", report);
        Assert.Contains("default-src &#39;none&#39;", report, StringComparison.Ordinal);
        Assert.Contains("<h1>The requests drift away from what the model learned.</h1>", report, StringComparison.Ordinal);
        Assert.True(report.Split("<svg").Length > 20, "Features without pictures.");
    }

    [Fact]
    public async Task Report_HostileNamesAndValues_StayText()
    {
        using var small = new MonitorFolder();
        small.Capture(Testing.Capture.Line("2025-01-03,3,<script>alert(1)</script>", "1", "1") + Testing.Capture.Line("2025-01-03,<img src=x onerror=alert(1)>,a", "1", "2"), "<b>&\"'.jsonl");
        small.Truth("t,y\n2025-01-03,<i>\n");

        await small.RunAsync();

        var report = small.Folder.Read("processing/output/report.html");
        Assert.DoesNotMatch("<script|<img|<b>&|<i>", report);
        Assert.Contains("&lt;script&gt;", report, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", report, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;&amp;&quot;&#39;.jsonl", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Monitor_LargestNumbersInTrainingAndRequests_AreJudged()
    {
        using var small = new MonitorFolder { FirstNumber = "1.7976931348623157e308" };
        small.Capture(string.Concat(Enumerable.Range(1, 31).Select(i => Testing.Capture.Line($"2025-01-{i:00},{(i < 3 ? "-1.7976931348623157e308" : "3")},red", "1", $"e{i}"))));

        var report = await small.RunAsync();

        Assert.Equal(31, report.GetProperty("rows").GetInt64());
        Assert.Contains("\u00A0%", small.Folder.Read("processing/output/report.html"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e120", "ok", "Quality, QualityBound: too large for CloudWatch")]
    [InlineData("1e200", "undefined", "mae cannot be told")]
    public async Task Monitor_TruthThatIsTooLarge_CostsItsOwnMetricsOnly(string truth, string status, string reason)
    {
        using var small = new MonitorFolder();
        small.Capture(string.Concat(Enumerable.Range(1, 31).Select(i => Testing.Capture.Line($"2025-01-{i:00},{i % 7},red", "1", $"e{i}"))));
        small.Truth("t,y\n" + string.Concat(Enumerable.Range(1, 31).Select(i => $"2025-01-{i:00},{(status == "undefined" && i > 1 ? "1" : truth)}\n")));

        var report = await small.RunAsync();

        Assert.Contains(report.GetProperty("reasons").EnumerateArray(), sentence => sentence.GetString()!.Contains(reason, StringComparison.Ordinal));
        var metrics = small.Json("findings.json").GetProperty("metrics").EnumerateArray().ToList();
        Assert.Contains(metrics, metric => metric.GetProperty("MetricName").GetString() == "DriftedFeatureShare");
        Assert.All(metrics, metric => Assert.InRange(metric.GetProperty("Value").GetDouble(), -Math.Pow(2, 359), Math.Pow(2, 359)));
        Assert.DoesNotContain(metrics, metric => metric.GetProperty("MetricName").GetString() == "Quality");
    }

    private static double Value(IEnumerable<JsonElement> metrics, string name) =>
        metrics.First(metric => metric.GetProperty("MetricName").GetString() == name).GetProperty("Value").GetDouble();
}
