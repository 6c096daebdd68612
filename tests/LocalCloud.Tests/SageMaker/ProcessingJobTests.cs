using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Tests.Processes;
using Xunit;

namespace LocalCloud.Tests.SageMaker;

public sealed class ProcessingJobTests : IAsyncDisposable
{
    private readonly SageMakerFixture _sageMaker = new();

    public ProcessingJobTests()
    {
        var objects = _sageMaker.Compute.Objects;
        objects.Put("artifacts/objects/aaa", "1");
        objects.Put("artifacts/objects/bbb", "2");
        objects.Put("artifacts/runs/objects.manifest", """[{"prefix":"s3://artifacts/objects/"},"aaa","bbb"]""");
        objects.Put("artifacts/runs/manifest.json", "{}");
    }

    public ValueTask DisposeAsync() => _sageMaker.DisposeAsync();

    [Fact]
    public async Task Create_ManifestAndObject_AreWhereTheContainerLooks()
    {
        await CreateAsync();

        var job = await EndAsync();
        Assert.Equal(("Completed", "two files"), ((string)job["ProcessingJobStatus"]!, (string)job["ExitMessage"]!));
        Assert.Equal("data/aaa\ndata/bbb\nmanifest/manifest.json\n", _sageMaker.Compute.Objects.Text("artifacts/out/files.txt"));
        Assert.Equal("ASIATEST http://127.0.0.1:1\n", _sageMaker.Compute.Objects.Text("artifacts/out/sub/env.txt"));
    }

    [Fact]
    public async Task Create_ContainerFails_TellsItsMessageAndUploadsNothing()
    {
        await CreateAsync(input => input["Environment"] = new JsonObject { ["MODE"] = "fail" });

        var job = await EndAsync();

        Assert.Equal(("Failed", "AlgorithmError: See job logs for more information"), ((string)job["ProcessingJobStatus"]!, (string)job["FailureReason"]!));
        Assert.Equal("no such column", (string)job["ExitMessage"]!);
        Assert.DoesNotContain(_sageMaker.Compute.Objects.Objects.Keys, key => key.StartsWith("artifacts/out/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""["aaa"]""")]
    public async Task Create_MalformedManifest_FailsNamingIt(string manifest)
    {
        _sageMaker.Compute.Objects.Put("artifacts/runs/objects.manifest", manifest);
        await CreateAsync();

        Assert.Contains("Manifest file s3://artifacts/runs/objects.manifest is not valid", (string)(await EndAsync())["FailureReason"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_ManifestThatLeavesItsFolder_Fails()
    {
        _sageMaker.Compute.Objects.Put("artifacts/runs/objects.manifest", """[{"prefix":"s3://artifacts/objects/"},"../../../evil"]""");
        await CreateAsync();

        Assert.Contains("outside its folder", (string)(await EndAsync())["FailureReason"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_RunsTooLong_IsStopped()
    {
        await CreateAsync(input =>
        {
            input["Environment"] = new JsonObject { ["MODE"] = "hang" };
            input["StoppingCondition"] = new JsonObject { ["MaxRuntimeInSeconds"] = 1 };
        });

        var job = await EndAsync();

        Assert.Equal("Stopped", (string)job["ProcessingJobStatus"]!);
        Assert.Contains("MaxRuntimeExceeded", (string)job["FailureReason"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describe_UnknownJob_IsNotFound()
    {
        var exception = await Assert.ThrowsAsync<AwsException>(() => _sageMaker.CallAsync("DescribeProcessingJob", new JsonObject { ["ProcessingJobName"] = "none" }));

        Assert.Equal("Could not find requested job with name: none", exception.Message);
    }

    [Fact]
    public async Task List_WithStatusAndPages_GivesWhatFits()
    {
        foreach (var name in (string[])["a", "b", "c"])
        {
            await CreateAsync(input => input["ProcessingJobName"] = name);
            await _sageMaker.UntilAsync("ProcessingJobStatus", "Completed");
        }

        var first = await _sageMaker.CallAsync("ListProcessingJobs", new JsonObject { ["StatusEquals"] = "Completed", ["SortBy"] = "Name", ["MaxResults"] = 2 });
        var second = await _sageMaker.CallAsync("ListProcessingJobs", new JsonObject { ["SortBy"] = "Name", ["MaxResults"] = 2, ["NextToken"] = (string)first["NextToken"]! });
        var none = await _sageMaker.CallAsync("ListProcessingJobs", new JsonObject { ["StatusEquals"] = "Failed" });

        Assert.Equal(["a", "b"], Names(first));
        Assert.Equal(["c"], Names(second));
        Assert.Empty(Names(none));
    }

    [Fact]
    public async Task Events_OfAJob_HaveSageMakersShape()
    {
        await CreateAsync();
        await EndAsync();

        var detail = _sageMaker.Compute.Events.All[^1].Detail;
        Assert.Equal("MANIFEST_FILE", (string)detail["ProcessingInputs"]![0]!["S3Input"]!["S3DataType"]!);
        Assert.Equal("END_OF_JOB", (string)detail["ProcessingOutputConfig"]!["Outputs"]![0]!["S3Output"]!["S3UploadMode"]!);
        Assert.True((long)detail["ProcessingEndTime"]! > 1_000_000_000_000);
    }

    private static IEnumerable<string> Names(JsonObject output) => output["ProcessingJobSummaries"]!.AsArray().Select(job => (string)job!["ProcessingJobName"]!);

    private static JsonObject Input(string name, string type, string uri, string path) => new()
    {
        ["InputName"] = name,
        ["S3Input"] = new JsonObject { ["S3Uri"] = uri, ["LocalPath"] = path, ["S3DataType"] = type, ["S3InputMode"] = "File" },
    };

    private Task<JsonObject> CreateAsync(Action<JsonObject>? change = null)
    {
        var input = new JsonObject
        {
            ["ProcessingJobName"] = "prepare-1",
            ["RoleArn"] = ComputeFixture.Role("job"),
            ["AppSpecification"] = new JsonObject { ["ImageUri"] = SageMakerFixture.Image, ["ContainerArguments"] = new JsonArray("prepare") },
            ["ProcessingResources"] = new JsonObject
            {
                ["ClusterConfig"] = new JsonObject { ["InstanceCount"] = 1, ["InstanceType"] = "ml.m5.large", ["VolumeSizeInGB"] = 10 },
            },
            ["ProcessingInputs"] = new JsonArray(
                Input("data", "ManifestFile", "s3://artifacts/runs/objects.manifest", "/opt/ml/processing/input/data"),
                Input("manifest", "S3Prefix", "s3://artifacts/runs/manifest.json", "/opt/ml/processing/input/manifest")),
            ["ProcessingOutputConfig"] = new JsonObject
            {
                ["Outputs"] = new JsonArray(new JsonObject
                {
                    ["OutputName"] = "out",
                    ["S3Output"] = new JsonObject { ["S3Uri"] = "s3://artifacts/out", ["LocalPath"] = "/opt/ml/processing/output", ["S3UploadMode"] = "EndOfJob" },
                }),
            },
        };
        change?.Invoke(input);
        return _sageMaker.CallAsync("CreateProcessingJob", input);
    }

    private async Task<JsonObject> EndAsync()
    {
        await _sageMaker.UntilAsync("ProcessingJobStatus", "Completed", "Failed", "Stopped");
        return await _sageMaker.CallAsync("DescribeProcessingJob", new JsonObject { ["ProcessingJobName"] = "prepare-1" });
    }
}
