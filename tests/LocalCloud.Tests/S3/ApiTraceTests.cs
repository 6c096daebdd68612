using System.Text.Json.Nodes;

namespace LocalCloud.Tests.S3;

public sealed class ApiTraceTests
{
    /// <summary>Parts of names of recordings that cannot be replayed, each with the reason.</summary>
    private static readonly Dictionary<string, string> Unusable = new()
    {
        ["object_lock"] = "object lock is refused by name",
        ["ObjectLock"] = "object lock is refused by name",
        ["sse_c"] = "customer-provided keys are refused by name",
        ["website_redirect"] = "website redirects are refused by name",
        ["bad_b64_encoded"] = "metadata is given back as it came",
        ["get_object_part"] = "reading by part number is refused by name",
        ["parts_order"] = "the recording does not tell the bytes that were uploaded",
        ["gzip"] = "the recording does not tell the bytes that were uploaded",
        ["test_empty_bucket_fixture"] = "the recording lacks the calls that a helper made",
        ["delete_keys_in_versioned_bucket"] = "the recording lacks the keys to delete",
        ["prefix_only_and_pagination"] = "the recording lacks the keys to delete",
        ["get_object_preconditions"] = "depends on dates relative to the day of the recording",
        ["copy_object_preconditions"] = "depends on dates relative to the day of the recording",
        ["if_source_modified_since"] = "depends on dates relative to the day of the recording",
    };

    [Fact]
    public async Task S3_RecordedCallsOfAws_AreAnsweredAsAwsDid()
    {
        var traces = RepositoryPaths.RequireConformance("api-traces/s3.json");
        await using var server = await S3TestServer.StartAsync();
        var report = Path.Combine(server.State.Folder, "report.json");
        await Python.RunAsync("boto3", "replay_traces.py", server.Address.ToString(), traces, report);

        var cases = JsonNode.Parse(await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken))!.AsArray();
        var failures = cases.Where(one => one!["problems"]!.AsArray().Count > 0 && !Unusable.Keys.Any(one["name"]!.ToString().Contains))
            .Select(one => $"{one!["name"]}\n    {string.Join("\n    ", one["problems"]!.AsArray())}").ToList();
        TestContext.Current.TestOutputHelper!.WriteLine($"{cases.Count - failures.Count} of {cases.Count} traces");
        Assert.NotEmpty(cases);
        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }
}
