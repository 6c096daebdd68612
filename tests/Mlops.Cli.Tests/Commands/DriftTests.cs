using System.Text.Json.Nodes;
using Mlops.Cli.Tests.Testing;

namespace Mlops.Cli.Tests.Commands;

public sealed class DriftTests : IDisposable
{
    private const string Older = "2601010000-1111111";
    private const string Newer = "2601020000-2222222";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Drift_NoName_ListsNewestFirst()
    {
        await using var aws = await WithMonitoringsAsync();

        var run = await aws.RunAsync("drift", "--json");

        var all = JsonNode.Parse(run.Output)!.AsArray();
        Assert.Equal([Newer, Older], all.Select(each => each!["monitor"]!.ToString()));
        Assert.True(all[0]!["findings"]!["drift"]!.GetValue<bool>());
        Assert.Null(all[1]!["findings"]);
    }

    [Fact]
    public async Task Drift_Latest_TellsReasonsColumnsQualityAnswerAndAlarms()
    {
        await using var aws = await WithMonitoringsAsync();
        aws.On("GraniteServiceVersion20100801.DescribeAlarms", _ => FakeAws.Json("""
            {"CompositeAlarms":[{"AlarmName":"mlops-p-drift","StateValue":"ALARM","StateReason":"one of two"}],
             "MetricAlarms":[{"AlarmName":"mlops-p-feature-drift","StateValue":"OK"}]}
            """));

        var run = await aws.RunAsync("drift", "latest");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        foreach (var words in (string[])
            ["17 of 48 features drifted", "temp drifted, 2.5 times its threshold: temp is higher. psi 0.512 (effect 0.5, at most 0.2)", "fewer units", "mae is 2.91", "request: the cool-down is over", "ALARM mlops-p-drift: one of two", $"s3://artifacts/monitor/p/{Newer}/report/report.html", "1,461 requests"])
        {
            Assert.Contains(words, run.Output, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("calm", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drift_AlarmsCannotBeRead_ShowsTheRestAndSaysSo()
    {
        await using var aws = await WithMonitoringsAsync();

        var run = await aws.RunAsync("drift", "26010200", "--json");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("The alarms cannot be read", run.Error, StringComparison.Ordinal);
        Assert.Equal(Newer, JsonNode.Parse(run.Output)!["monitor"]!.ToString());
    }

    [Fact]
    public async Task Drift_ReportToAFile_SavesTheNewest()
    {
        await using var aws = await WithMonitoringsAsync();
        var file = Path.Combine(_folder.Path, "drift.html");

        var run = await aws.RunAsync("drift", "--report", file);
        var none = await aws.RunAsync("drift", Older, "--report", file);

        Assert.Equal((ExitCode.Success, ExitCode.Failure), (run.ExitCode, none.ExitCode));
        Assert.Equal("<html>", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("nothing", "has no monitoring 'nothing'")]
    [InlineData("26", "is the beginning of several monitorings")]
    public async Task Drift_NoSuchMonitoring_IsRefused(string wanted, string words)
    {
        await using var aws = await WithMonitoringsAsync();

        var run = await aws.RunAsync("drift", wanted);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Monitor_Ends_ShowsWhatItFound()
    {
        await using var aws = await WithMonitoringsAsync();
        Execute(aws, $$$"""{"status":"SUCCEEDED","startDate":1767312000,"output":"{\"plan\":{\"status\":\"ready\",\"monitor\":\"{{{Newer}}}\"}}"}""");

        var run = await aws.RunAsync(new HurriedClock(), "monitor");

        var start = Assert.Single(aws.CallsOf("AWSStepFunctions.StartExecution"));
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.EndsWith(":stateMachine:mlops-p-monitor", start["stateMachineArn"]!.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("monitor-20260102T030405Z-", start["name"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal("""{"pipeline":"p","scheduledAt":"2026-01-02T03:04:05Z"}""", start["input"]!.ToString());
        Assert.Contains("17 of 48 features drifted", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Monitor_NothingToJudge_SaysWhy()
    {
        await using var aws = await WithMonitoringsAsync();
        Execute(aws, """{"status":"SUCCEEDED","output":"{\"plan\":{\"status\":\"nothing\",\"reason\":\"There is no champion.\"}}"}""");

        var run = await aws.RunAsync(new HurriedClock(), "monitor");

        Assert.Equal((ExitCode.Success, "There is nothing to judge: There is no champion.\n"), (run.ExitCode, run.Output));
    }

    [Theory]
    [InlineData("""{"status":"FAILED","error":"JobFailed","cause":"out of memory"}""", ExitCode.Failure, "JobFailed: out of memory")]
    [InlineData(null, ExitCode.Usage, "has no monitor")]
    public async Task Monitor_FailsOrIsMissing_SaysWhy(string? execution, int code, string words)
    {
        await using var aws = await WithMonitoringsAsync();
        Execute(aws, execution);

        var run = await aws.RunAsync(new HurriedClock(), "monitor");

        Assert.Equal(code, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    private static void Execute(FakeAws aws, string? execution)
    {
        aws.On("AWSStepFunctions.StartExecution", _ => FakeAws.Json(execution is null
            ? """{"__type":"StateMachineDoesNotExist","message":"no"}"""
            : """{"executionArn":"arn:aws:states:us-east-1:000000000000:execution:mlops-p-monitor:m","startDate":1}"""));
        aws.On("AWSStepFunctions.DescribeExecution", _ => FakeAws.Json(execution!));
        aws.On("AWSStepFunctions.GetExecutionHistory", _ => FakeAws.Json("""{"events":[]}"""));
    }

    private static async Task<FakeAws> WithMonitoringsAsync()
    {
        var aws = await FakeAws.StartAsync();
        aws.Objects[$"monitor/p/{Older}/plan.json"] = """{"monitor":"x","run":"r-1","from":"2025-12-31T00:00:00Z","to":"2026-01-01T00:00:00Z"}""";
        aws.Objects[$"monitor/p/{Newer}/plan.json"] = """{"monitor":"x","run":"r-2","from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z"}""";
        aws.Objects[$"monitor/p/{Newer}/report/findings.json"] = """{"run":"r-2","rows":1461,"rowsWithTruth":1000,"drift":true,"reasons":["17 of 48 features drifted (35 %; at most 30 %)."],"metrics":[]}""";
        aws.Objects[$"monitor/p/{Newer}/report/monitor.json"] = """
            {"features":{"columns":[
                {"name":"temp","status":"drifted","severity":2.5,"sentence":"temp is higher.","tests":[
                  {"statistic":"psi","value":0.512,"effect":0.5,"threshold":0.2,"broken":true},{"statistic":"missing","value":0,"effect":0,"threshold":0.1,"broken":false}]},
                {"name":"calm","status":"stable","severity":0.1,"sentence":"as ever","tests":[]}],
              "predictions":{"name":"units","status":"drifted","severity":1.5,"sentence":"fewer units.","tests":[]}},
             "quality":{"metric":"mae","sentence":"mae is 2.91"}}
            """;
        aws.Objects[$"monitor/p/{Newer}/response.json"] = """{"response":"request","reason":"the cool-down is over","since":null}""";
        aws.Objects[$"monitor/p/{Newer}/report/report.html"] = "<html>";
        return aws;
    }
}
