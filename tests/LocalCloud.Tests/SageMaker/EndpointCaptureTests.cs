using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.SageMaker;
using LocalCloud.Tests.Processes;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LocalCloud.Tests.SageMaker;

/// <summary>Data capture from the API on: endpoints whose container answers <c>text/csv</c> with the model's name and the request.</summary>
public sealed class EndpointCaptureTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 9, 58, 7, 250, TimeSpan.Zero));
    private readonly SageMakerFixture _sageMaker;

    public EndpointCaptureTests() => _sageMaker = new SageMakerFixture(_time);

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/perl"), "the test container serves with /usr/bin/perl, which is not installed");
        var folder = Directory.CreateDirectory(Path.Combine(_sageMaker.Compute.Folder, "model")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "model.txt"), "m\n");
        await Archives.PackAsync(folder, folder + ".tar.gz", CancellationToken.None);
        _sageMaker.Compute.Objects.Objects["artifacts/m.tar.gz"] = await File.ReadAllBytesAsync(folder + ".tar.gz");
        await _sageMaker.CallAsync("CreateModel", new JsonObject
        {
            ["ModelName"] = "m",
            ["ExecutionRoleArn"] = ComputeFixture.Role("model"),
            ["PrimaryContainer"] = new JsonObject { ["Image"] = SageMakerFixture.Image, ["ModelDataUrl"] = "s3://artifacts/m.tar.gz" },
        });
    }

    public ValueTask DisposeAsync() => _sageMaker.DisposeAsync();

    [Fact]
    public async Task Invoke_WithCapture_IsOneLineOfAnObjectAMinuteLater()
    {
        await CreateAsync(Capture());
        await InvokeAsync("1,2", inferenceId: "house-7");
        Assert.Empty(Captured());

        _time.Advance(TimeSpan.FromMinutes(1));

        var line = Assert.Single(await LinesAsync());
        Assert.Matches(
            @"^data/captured/live/AllTraffic/2026/03/01/09/58-07-250-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\.jsonl$", Assert.Single(Captured()));
        var id = Guid.Parse((string)line["eventMetadata"]!["eventId"]!);
        Assert.Equal(
            $$$"""{"captureData":{"endpointInput":{"observedContentType":"text/csv","mode":"INPUT","data":"1,2","encoding":"CSV"},"endpointOutput":{"observedContentType":"text/csv","mode":"OUTPUT","data":"m:text/csv:1,2","encoding":"CSV"}},"eventMetadata":{"eventId":"{{{id}}}","inferenceId":"house-7","inferenceTime":"2026-03-01T09:58:07Z"},"eventVersion":"0"}""" + "\n",
            _sageMaker.Compute.Objects.Text(Captured()[0]));
        Assert.Contains(_sageMaker.Compute.Objects.Callers, caller => caller.Contains("/model/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("text/csv", "CSV")]
    [InlineData("TEXT/CSV; charset=utf-8", "CSV")]
    [InlineData("application/json", "JSON")]
    [InlineData("application/jsonlines", "BASE64")]
    public async Task Invoke_ContentType_DecidesTheEncoding(string type, string encoding)
    {
        await CreateAsync(Capture());
        await InvokeAsync("{\"a\":\"ü\"}", type);

        await _sageMaker.RestartAsync();

        var input = Assert.Single(await LinesAsync())["captureData"]!["endpointInput"]!;
        Assert.Equal(encoding, (string)input["encoding"]!);
        var data = (string)input["data"]!;
        Assert.Equal("{\"a\":\"ü\"}", encoding == "BASE64" ? Encoding.UTF8.GetString(Convert.FromBase64String(data)) : data);
        Assert.DoesNotContain("inferenceId", _sageMaker.Compute.Objects.Text(Captured()[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_NoContentTypesListed_IsBase64()
    {
        var capture = Capture();
        capture.Remove("CaptureContentTypeHeader");
        await CreateAsync(capture);
        await InvokeAsync("1,2");

        await _sageMaker.RestartAsync();

        var data = Assert.Single(await LinesAsync())["captureData"]!;
        Assert.Equal(("BASE64", "BASE64"), ((string)data["endpointInput"]!["encoding"]!, (string)data["endpointOutput"]!["encoding"]!));
    }

    [Theory]
    [InlineData("Input", "endpointInput")]
    [InlineData("Output", "endpointOutput")]
    [InlineData("InputAndOutput", "endpointInput,endpointOutput")]
    public async Task Invoke_CaptureMode_DecidesWhatIsKept(string mode, string members)
    {
        await CreateAsync(Capture(mode));
        await InvokeAsync("1,2");

        await _sageMaker.RestartAsync();

        Assert.Equal(members, string.Join(',', Assert.Single(await LinesAsync())["captureData"]!.AsObject().Select(member => member.Key)));
    }

    [Fact]
    public async Task Invoke_ContainerRefuses_IsNotKept()
    {
        await CreateAsync(Capture());
        await Assert.ThrowsAsync<AwsException>(() => InvokeAsync("bad"));
        await InvokeAsync("good");

        await _sageMaker.RestartAsync();

        Assert.Equal("good", (string)Assert.Single(await LinesAsync())["captureData"]!["endpointInput"]!["data"]!);
    }

    [Fact]
    public async Task Invoke_InTwoHours_IsTwoObjects()
    {
        await CreateAsync(Capture());
        _time.SetUtcNow(new DateTimeOffset(2026, 3, 1, 9, 59, 59, TimeSpan.Zero));
        await InvokeAsync("1");
        _time.Advance(TimeSpan.FromSeconds(2));
        await InvokeAsync("2");

        await _sageMaker.RestartAsync();

        Assert.Collection(
            Captured(),
            first => Assert.StartsWith("data/captured/live/AllTraffic/2026/03/01/09/59-59-000-", first, StringComparison.Ordinal),
            second => Assert.StartsWith("data/captured/live/AllTraffic/2026/03/01/10/00-01-000-", second, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Invoke_RoleMayNotWrite_ServesAndLogs()
    {
        _sageMaker.Compute.Objects.DeniedPrefix = "data/captured/";
        await CreateAsync(Capture());
        Assert.Equal("m:text/csv:1", await InvokeAsync("1"));

        await _sageMaker.RestartAsync();

        Assert.Empty(Captured());
        var log = string.Join('\n', _sageMaker.Compute.Logs.Lines("/aws/sagemaker/Endpoints/live"));
        Assert.Contains("Data capture: 1 calls could not be written to s3://data/captured/live/", log, StringComparison.Ordinal);
        Assert.Contains("not authorized", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restart_Endpoint_GoesOnCapturing()
    {
        await CreateAsync(Capture());
        await InvokeAsync("1");
        await _sageMaker.RestartAsync();
        await InvokeAsync("2");

        await _sageMaker.RestartAsync();

        Assert.Equal(["1", "2"], (await LinesAsync()).Select(line => (string)line["captureData"]!["endpointInput"]!["data"]!).Order());
    }

    [Fact]
    public async Task Update_ToAnotherSetting_HoldsFromThen()
    {
        await CreateAsync(Capture());
        await InvokeAsync("1");
        await AddConfigAsync("off", Capture(enable: false));
        await _sageMaker.CallAsync("UpdateEndpoint", new JsonObject { ["EndpointName"] = "live", ["EndpointConfigName"] = "off" });
        await _sageMaker.UntilAsync("EndpointStatus", "IN_SERVICE");
        await InvokeAsync("2");

        await _sageMaker.RestartAsync();

        Assert.Equal("1", (string)Assert.Single(await LinesAsync())["captureData"]!["endpointInput"]!["data"]!);
        var summary = (await _sageMaker.CallAsync("DescribeEndpoint", Name()))["DataCaptureConfig"]!;
        Assert.Equal((false, "Stopped"), ((bool)summary["EnableCapture"]!, (string)summary["CaptureStatus"]!));
    }

    [Fact]
    public async Task Describe_WithCapture_TellsIt()
    {
        await CreateAsync(Capture());

        var endpoint = await _sageMaker.CallAsync("DescribeEndpoint", Name());
        var config = await _sageMaker.CallAsync("DescribeEndpointConfig", new JsonObject { ["EndpointConfigName"] = "config" });

        Assert.Equal(
            """{"EnableCapture":true,"CaptureStatus":"Started","CurrentSamplingPercentage":100,"DestinationS3Uri":"s3://data/captured"}""",
            endpoint["DataCaptureConfig"]!.ToJsonString());
        Assert.Equal(Capture().ToJsonString(), config["DataCaptureConfig"]!.ToJsonString());
    }

    [Fact]
    public async Task CreateConfig_DestinationThatIsNotInS3_IsRefused()
    {
        var capture = Capture();
        capture["DestinationS3Uri"] = "https://data/captured";

        var exception = await Assert.ThrowsAsync<AwsException>(() => AddConfigAsync("config", capture));

        Assert.Equal("'https://data/captured' is no s3:// address.", exception.Message);
    }

    private static JsonObject Name() => new() { ["EndpointName"] = "live" };

    private static JsonObject Capture(string mode = "InputAndOutput", bool enable = true) => new()
    {
        ["EnableCapture"] = enable,
        ["InitialSamplingPercentage"] = 100,
        ["DestinationS3Uri"] = "s3://data/captured",
        ["CaptureOptions"] = new JsonArray(new JsonObject { ["CaptureMode"] = mode }),
        ["CaptureContentTypeHeader"] = new JsonObject
        {
            ["CsvContentTypes"] = new JsonArray("text/csv"),
            ["JsonContentTypes"] = new JsonArray("application/json"),
        },
    };

    private async Task CreateAsync(JsonObject capture)
    {
        await AddConfigAsync("config", capture);
        await _sageMaker.CallAsync("CreateEndpoint", new JsonObject { ["EndpointName"] = "live", ["EndpointConfigName"] = "config" });
        await _sageMaker.UntilAsync("EndpointStatus", "IN_SERVICE");
    }

    private Task<JsonObject> AddConfigAsync(string name, JsonObject capture) => _sageMaker.CallAsync("CreateEndpointConfig", new JsonObject
    {
        ["EndpointConfigName"] = name,
        ["DataCaptureConfig"] = capture,
        ["ProductionVariants"] = new JsonArray(new JsonObject
        {
            ["VariantName"] = "AllTraffic",
            ["ModelName"] = "m",
            ["InstanceType"] = "ml.m5.large",
            ["InitialInstanceCount"] = 1,
        }),
    });

    private async Task<string> InvokeAsync(string body, string type = "text/csv", string? inferenceId = null)
    {
        var input = new JsonObject { ["EndpointName"] = "live", ["Body"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(body)), ["ContentType"] = type };
        if (inferenceId is not null)
        {
            input["InferenceId"] = inferenceId;
        }

        var output = await _sageMaker.CallAsync("InvokeEndpoint", input);
        return Encoding.UTF8.GetString(Convert.FromBase64String((string)output["Body"]!));
    }

    private List<string> Captured() =>
        [.. _sageMaker.Compute.Objects.Objects.Keys.Where(key => key.StartsWith("data/captured/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Every line of every object, when there is one.</summary>
    private async Task<List<JsonNode>> LinesAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (Captured().Count == 0)
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }

        return [.. Captured().SelectMany(key => _sageMaker.Compute.Objects.Text(key).Split('\n', StringSplitOptions.RemoveEmptyEntries)).Select(line => JsonNode.Parse(line)!)];
    }
}
