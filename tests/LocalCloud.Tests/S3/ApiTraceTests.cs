using System.Diagnostics;
using System.Text.Json.Nodes;

namespace LocalCloud.Tests.S3;

public sealed class ApiTraceTests
{
    /// <summary>Recorded answers that need a feature which this S3 refuses by name, each with that feature.</summary>
    private static readonly Dictionary<string, string> Unsupported = new()
    {
    };

    [Fact]
    public async Task S3_RecordedCallsOfAws_AreAnsweredAsAwsDid()
    {
        var traces = RepositoryPaths.RequireConformance("api-traces/s3.json");
        await using var server = await S3TestServer.StartAsync();
        var report = Path.Combine(server.State.Folder, "report.json");
        await Python.RunAsync("boto3", "replay_traces.py", server.Address.ToString(), traces, report);

        var cases = JsonNode.Parse(await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken))!.AsArray();
        var failures = cases.Where(one => one!["problems"]!.AsArray().Count > 0 && !Unsupported.ContainsKey(one["name"]!.ToString()))
            .Select(one => $"{one!["name"]}\n    {string.Join("\n    ", one["problems"]!.AsArray())}").ToList();
        TestContext.Current.TestOutputHelper!.WriteLine($"{cases.Count - failures.Count} of {cases.Count} traces");
        Assert.NotEmpty(cases);
        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }
}
