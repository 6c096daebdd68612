using System.Text.Json;
using Mlops.Algorithm.Tests.Testing;
using static Mlops.Algorithm.Tests.Testing.Capture;

namespace Mlops.Algorithm.Tests.Monitoring;

public sealed class CaptureTests : IDisposable
{
    private const string Csv = "text/csv", Json = "application/json", JsonLines = "application/jsonlines";
    private const string TwoAnswers = "3.5\n4.5\n";

    private readonly MonitorFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Csv, "2025-01-03,3,blue\n2025-01-04,4,red\n")]
    [InlineData(Csv, "2025-01-03,3,blue\r\n2025-01-04,4,red")]
    [InlineData("text/csv; charset=utf-8", "c,n,t\nblue,3,2025-01-03\nred,4,2025-01-04\n")]
    [InlineData(Csv, "c,n,t,y\nblue,3,2025-01-03,1\nred,4,2025-01-04,2\n")]
    [InlineData(Json, """{"instances":[{"t":"2025-01-03","n":3,"c":"blue"},["2025-01-04",4,"red"]]}""")]
    [InlineData(Json, """[["2025-01-03",3,"blue"],["2025-01-04","4","red"]]""")]
    [InlineData(JsonLines, "{\"t\":\"2025-01-03\",\"n\":3,\"c\":\"blue\"}\n[\"2025-01-04\",4,\"red\"]\n")]
    public async Task Request_InEveryFormat_HoldsItsRows(string type, string body)
    {
        _folder.Capture(Line(body, TwoAnswers, "1", requestType: type));
        _folder.Truth("t,y\n2025-01-03,3\n2025-01-04,4\n");

        var report = await _folder.RunAsync();

        Assert.Equal((1, 2, 2, 0), (report.Requests("judged"), report.Number("rows"), report.Number("rowsWithTruth"), report.Requests("skipped")));
        Assert.Equal(0.5, report.GetProperty("quality").GetProperty("value").GetDouble(), 9);
    }

    [Theory]
    [InlineData(Csv, "3.5\n4.5\n", "CSV")]
    [InlineData(Csv, "3.5\n4.5", "BASE64")]
    [InlineData(Json, """{"predictions":[3.5,4.5]}""", "JSON")]
    [InlineData(JsonLines, "{\"prediction\":3.5}\n{\"prediction\":4.5}\n", "BASE64")]
    public async Task Answer_InEveryFormatAndEncoding_HoldsItsPredictions(string type, string body, string encoding)
    {
        _folder.Capture(Line("2025-01-03,3,blue\n2025-01-04,4,red\n", body, "1", answerType: type, encoding: encoding));
        _folder.Truth("t,y\n2025-01-03,3\n2025-01-04,4\n");

        var report = await _folder.RunAsync();

        Assert.Equal(0.5, report.GetProperty("quality").GetProperty("value").GetDouble(), 9);
    }

    [Theory]
    [InlineData(Csv, "2025-01-03,x,blue", Csv, "1", "the request cannot be read: row 1: column 'n' 'x' is not a number")]
    [InlineData(Csv, "2025-01-03,3", Csv, "1", "the request cannot be read: row 1: has 2 values; 3 are expected")]
    [InlineData(Csv, "", Csv, "1", "the request cannot be read: it holds no rows")]
    [InlineData("image/png", "x", Csv, "1", "the request's content type 'image/png' is not one of text/csv, application/json, application/jsonlines")]
    [InlineData(Csv, "2025-01-03,3,blue", Json, """{"error":"x"}""", "the answer holds no predictions")]
    [InlineData(Csv, "2025-01-03,3,blue", Json, "[1]", "the answer holds no predictions")]
    [InlineData(Csv, "2025-01-03,3,blue", Json, """{"predictions":["a"]}""", "the answer holds no predictions")]
    [InlineData(Csv, "2025-01-03,3,blue", Csv, "1\n2\n", "the answer holds 2 predictions for 1 rows")]
    public async Task Call_ThatCannotBeJudged_IsSkippedWithTheReason(string type, string request, string answerType, string answer, string reason)
    {
        _folder.Capture(Line(request, answer, "1", requestType: type, answerType: answerType) + Line("2025-01-03,3,blue", "1", "2"));

        var report = await _folder.RunAsync();

        var skipped = Assert.Single(report.GetProperty("requests").GetProperty("skippedReasons").EnumerateArray());
        Assert.Equal((reason, "2026/01/15/12/a.jsonl, line 1"), (skipped.GetProperty("reason").GetString(), skipped.GetProperty("example").GetString()));
        Assert.Equal((1, 1), (report.Requests("judged"), report.Number("rows")));
    }

    [Theory]
    [InlineData("not json", "the line is not valid JSON")]
    [InlineData("[]", "the line is not a JSON object")]
    [InlineData("{}", "the request has no inferenceTime")]
    [InlineData("""{"eventMetadata":{"eventId":7,"inferenceTime":"2026-01-15T00:00:00Z"}}""", "the line is not a captured request: a member has another type than SageMaker gives it")]
    [InlineData("""{"captureData":{"endpointInput":{"data":"?","encoding":"BASE64"}}}""", "the line's data is not the BASE64 that its encoding says")]
    [InlineData("""{"captureData":{},"eventMetadata":{"inferenceTime":"2026-01-15T00:00:00Z"}}""", "the request was not captured")]
    public async Task Line_ThatIsNoCapturedCall_IsSkippedWithTheReason(string line, string reason)
    {
        _folder.Capture(line + "\n\n");

        var report = await _folder.RunAsync();

        Assert.Equal(reason, Assert.Single(report.GetProperty("requests").GetProperty("skippedReasons").EnumerateArray()).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Requests_OutsideOfTheTime_AreCountedAndLeftOut()
    {
        string[] times = ["2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z", "2026-02-01T00:00:00Z", "2026-02-01T00:00:01Z", "2026-02-01T02:00:00+02:00"];
        _folder.Capture(string.Concat(times.Select((time, i) => Line("2025-01-03,3,blue", "1", $"{i}", time))));

        var report = await _folder.RunAsync();

        Assert.Equal((3, 2), (report.Requests("judged"), report.Requests("outsideOfWindow")));
    }

    [Fact]
    public async Task Requests_SeenBefore_CountOnce()
    {
        var line = Line("2025-01-03,3,blue", "1", "same");
        _folder.Capture(line + line);
        _folder.Capture(line, "2026/01/15/13/b.jsonl");

        var report = await _folder.RunAsync();

        Assert.Equal((1, 2, 2), (report.Requests("judged"), report.Requests("duplicates"), report.Requests("files")));
    }

    [Fact]
    public async Task SkippedReasons_OfManyKinds_AreBounded()
    {
        _folder.Capture(string.Concat(Enumerable.Range(0, 100).Select(i => Line($"2025-01-03,x{i},blue", "1", $"{i}"))));

        var report = await _folder.RunAsync();

        var reasons = report.GetProperty("requests").GetProperty("skippedReasons").EnumerateArray().ToList();
        Assert.Equal((21, 100, 80), (reasons.Count, report.Requests("skipped"), reasons[^1].GetProperty("requests").GetInt32()));
    }

    [Fact]
    public async Task Line_LongerThanTheBuffer_IsReadWhole()
    {
        var rows = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"2025-01-{1 + (i % 31):00},{i % 7},blue\n"));
        _folder.Capture(Line(rows, string.Concat(Enumerable.Repeat("1\n", 20_000)), "1") + Line("2025-01-03,3,blue", "1", "2").TrimEnd());

        Assert.Equal(20_001, (await _folder.RunAsync()).Number("rows"));
    }

    [Fact]
    public async Task NoCapture_IsNothingToJudge()
    {
        var report = await _folder.RunAsync();

        Assert.Equal("There are no requests to judge.", report.GetProperty("verdict").GetString());
        Assert.False(_folder.Json("findings.json").GetProperty("drift").GetBoolean());
    }
}
