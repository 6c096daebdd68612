using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.SageMaker;
using LocalCloud.Tests.Processes;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LocalCloud.Tests.SageMaker;

public sealed class EndpointTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly SageMakerFixture _sageMaker;

    public EndpointTests() => _sageMaker = new SageMakerFixture(_time);

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/perl"), "the test container serves with /usr/bin/perl, which is not installed");
        foreach (var model in (string[])["one", "two", "broken", "silent"])
        {
            await AddModelAsync(model);
        }
    }

    public ValueTask DisposeAsync() => _sageMaker.DisposeAsync();

    [Fact]
    public async Task Create_HealthyContainer_ServesRequests()
    {
        await CreateAsync("one");

        var output = await InvokeAsync("1,2");
        var endpoint = await DescribeAsync();

        Assert.Equal(("one:text/csv:1,2", "text/csv", "AllTraffic"), (Text(output), (string)output["ContentType"]!, (string)output["InvokedProductionVariant"]!));
        Assert.Equal(("InService", "one"), ((string)endpoint["EndpointStatus"]!, (string)endpoint["EndpointConfigName"]!));
        Assert.Equal(SageMakerFixture.Image, (string)endpoint["ProductionVariants"]![0]!["DeployedImages"]![0]!["ResolvedImage"]!);
    }

    [Fact]
    public async Task Create_ContainerThatEnds_FailsWithTheReason()
    {
        await CreateAsync("broken", until: "FAILED");

        var endpoint = await DescribeAsync();

        Assert.Equal("Failed", (string)endpoint["EndpointStatus"]!);
        Assert.StartsWith("The primary container for production variant AllTraffic did not pass the ping health check.", (string)endpoint["FailureReason"]!, StringComparison.Ordinal);
        Assert.Contains("exit code 7", (string)endpoint["FailureReason"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_HealthyContainer_SwitchesTheTraffic()
    {
        await CreateAsync("one");

        await UpdateAsync("two");
        await _sageMaker.UntilAsync("EndpointStatus", "IN_SERVICE");

        Assert.Equal("two:text/csv:x", Text(await InvokeAsync("x")));
        var endpoint = await DescribeAsync();
        Assert.Equal("two", (string)endpoint["EndpointConfigName"]!);
        Assert.Null(endpoint["PendingDeploymentSummary"]);
    }

    [Fact]
    public async Task Update_ContainerThatEnds_KeepsTheOldOneWithTheReason()
    {
        await CreateAsync("one");

        await UpdateAsync("broken");
        await _sageMaker.UntilAsync("EndpointStatus", "IN_SERVICE");

        var endpoint = await DescribeAsync();
        Assert.Equal(("InService", "one"), ((string)endpoint["EndpointStatus"]!, (string)endpoint["EndpointConfigName"]!));
        Assert.Contains("did not pass the ping health check", (string)endpoint["FailureReason"]!, StringComparison.Ordinal);
        Assert.Equal("one:text/csv:x", Text(await InvokeAsync("x")));
    }

    [Fact]
    public async Task Update_TakesLongerThanItMay_RollsBack()
    {
        await CreateAsync("one");

        await UpdateAsync("silent", new JsonObject { ["MaximumExecutionTimeoutInSeconds"] = 600 });
        Assert.Equal("Updating", (string)(await DescribeAsync())["EndpointStatus"]!);
        await AdvanceUntilAsync("IN_SERVICE", TimeSpan.FromSeconds(600));

        var endpoint = await DescribeAsync();
        Assert.Equal("one", (string)endpoint["EndpointConfigName"]!);
        Assert.Contains("MaximumExecutionTimeoutInSeconds (600)", (string)endpoint["FailureReason"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_WithBaking_ServesTheNewModelBeforeItIsInService()
    {
        await CreateAsync("one");

        await UpdateAsync("two", new JsonObject(), waitInterval: 300);
        await UntilAsync(async () => Text(await InvokeAsync("x")) == "two:text/csv:x");
        Assert.Equal("Updating", (string)(await DescribeAsync())["EndpointStatus"]!);
        await AdvanceUntilAsync("IN_SERVICE", TimeSpan.FromSeconds(300));

        Assert.Equal("two", (string)(await DescribeAsync())["EndpointConfigName"]!);
    }

    [Fact]
    public async Task Update_InProgressEndpoint_IsRefused()
    {
        await CreateAsync("one");
        await UpdateAsync("silent");

        var exception = await Assert.ThrowsAsync<AwsException>(() => UpdateAsync("two"));

        Assert.Equal("Cannot update in-progress endpoint \"arn:aws:sagemaker:us-east-1:000000000000:endpoint/live\".", exception.Message);
    }

    [Fact]
    public async Task Update_RoutingThatIsNotServed_IsRefused()
    {
        await CreateAsync("one");

        var exception = await Assert.ThrowsAsync<AwsException>(() => UpdateAsync("two", new JsonObject(), routing: "CANARY"));

        Assert.Contains("TrafficRoutingConfiguration.Type CANARY is not served (served: ALL_AT_ONCE)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_ContainerRefuses_IsAModelError()
    {
        await CreateAsync("one");

        var exception = await Assert.ThrowsAsync<AwsException>(() => InvokeAsync("bad"));

        Assert.Equal(("ModelError", 424), (exception.Code, exception.Status));
        Assert.StartsWith("Received client error (400) from primary with message \"cannot read bad\".", exception.Message, StringComparison.Ordinal);
        Assert.Equal(("400", "cannot read bad"), (exception.Details["OriginalStatusCode"], exception.Details["OriginalMessage"]));
    }

    [Fact]
    public async Task Invoke_UnknownEndpoint_IsNotFound()
    {
        var exception = await Assert.ThrowsAsync<AwsException>(() => InvokeAsync("x"));

        Assert.Equal(("ValidationError", "Endpoint live of account 000000000000 not found."), (exception.Code, exception.Message));
    }

    [Fact]
    public async Task Invoke_ContainerThatDied_IsBackAfterAWhile()
    {
        await CreateAsync("one");
        await Assert.ThrowsAsync<AwsException>(() => InvokeAsync("die"));

        await UntilAsync(async () => Text(await InvokeAsync("x")) == "one:text/csv:x");
    }

    [Fact]
    public async Task Invoke_VariantsWithWeights_GetTheirShares()
    {
        await _sageMaker.CallAsync("CreateEndpointConfig", new JsonObject
        {
            ["EndpointConfigName"] = "both",
            ["ProductionVariants"] = new JsonArray(Variant("one", "a", 3), Variant("two", "b", 1, instances: 2)),
        });
        await CreateAsync("both");

        var answers = new List<string>();
        for (var request = 0; request < 8; request++)
        {
            answers.Add((string)(await InvokeAsync("x"))["InvokedProductionVariant"]!);
        }

        Assert.Equal((6, 2), (answers.Count(answer => answer == "a"), answers.Count(answer => answer == "b")));
        Assert.Equal("two:text/csv:x", Text(await InvokeAsync("x", variant: "b")));
    }

    [Fact]
    public async Task Restart_EndpointInService_ServesAgain()
    {
        await CreateAsync("one");

        await _sageMaker.RestartAsync();

        Assert.Equal("one:text/csv:x", Text(await InvokeAsync("x")));
    }

    [Fact]
    public async Task Restart_ContainersCannotBeStartedAtOnce_StaysInServiceAndServesLater()
    {
        await CreateAsync("one");
        _sageMaker.Compute.Objects.Objects.TryRemove("artifacts/one.tar.gz", out var model);

        await _sageMaker.RestartAsync();
        await UntilAsync(() => Task.FromResult(_sageMaker.Compute.Logs.Lines("/aws/sagemaker/Endpoints/live").Any(line => line.Contains("could not be started again", StringComparison.Ordinal))));
        Assert.Equal("InService", (string)(await DescribeAsync())["EndpointStatus"]!);
        _sageMaker.Compute.Objects.Objects["artifacts/one.tar.gz"] = model!;

        Assert.Equal("one:text/csv:x", Text(await InvokeAsync("x")));
    }

    [Fact]
    public async Task Restart_KilledWhileRollingBack_IsInServiceAgain()
    {
        await CreateAsync("one");
        var endpoint = _sageMaker.Compute.Store.Get("sagemaker.endpoints", "live")!;
        endpoint["EndpointStatus"] = "RollingBack";
        _sageMaker.Compute.Store.Put("sagemaker.endpoints", "live", endpoint);

        await _sageMaker.RestartAsync();

        await UntilAsync(async () => (string)(await DescribeAsync())["EndpointStatus"]! == "InService");
        Assert.Equal("one:text/csv:x", Text(await InvokeAsync("x")));
    }

    [Fact]
    public async Task Restart_UpdateUnderWay_GoesOn()
    {
        await CreateAsync("one");
        await UpdateAsync("silent");

        await _sageMaker.RestartAsync();

        Assert.Equal("one:text/csv:x", Text(await InvokeAsync("x")));
        Assert.Equal("silent", (string)(await DescribeAsync())["PendingDeploymentSummary"]!["EndpointConfigName"]!);
    }

    [Fact]
    public async Task Delete_EndpointInService_IsGone()
    {
        await CreateAsync("one");

        await _sageMaker.CallAsync("DeleteEndpoint", Name());

        await UntilAsync(async () => (await _sageMaker.CallAsync("ListEndpoints", []))["Endpoints"]!.AsArray().Count == 0);
        var exception = await Assert.ThrowsAsync<AwsException>(DescribeAsync);
        Assert.Equal("Could not find endpoint \"arn:aws:sagemaker:us-east-1:000000000000:endpoint/live\".", exception.Message);
    }

    [Fact]
    public async Task Create_Twice_IsRefused()
    {
        await CreateAsync("one");

        var exception = await Assert.ThrowsAsync<AwsException>(() => CreateAsync("one"));

        Assert.Equal("Cannot create already existing endpoint \"arn:aws:sagemaker:us-east-1:000000000000:endpoint/live\".", exception.Message);
    }

    [Fact]
    public async Task CreateModel_Twice_IsRefused()
    {
        var exception = await Assert.ThrowsAsync<AwsException>(() => AddModelAsync("one"));

        Assert.Equal("Cannot create already existing model \"arn:aws:sagemaker:us-east-1:000000000000:model/one\".", exception.Message);
    }

    [Fact]
    public async Task CreateModel_ArchiveThatIsNotThere_IsRefused()
    {
        var exception = await Assert.ThrowsAsync<AwsException>(() => _sageMaker.CallAsync("CreateModel", new JsonObject
        {
            ["ModelName"] = "none",
            ["ExecutionRoleArn"] = ComputeFixture.Role("model"),
            ["PrimaryContainer"] = new JsonObject { ["Image"] = SageMakerFixture.Image, ["ModelDataUrl"] = "s3://artifacts/nothing" },
        }));

        Assert.StartsWith("Could not access model data at s3://artifacts/nothing.", exception.Message, StringComparison.Ordinal);
    }

    private static JsonObject Name() => new() { ["EndpointName"] = "live" };

    private static JsonObject Variant(string model, string name = "AllTraffic", double weight = 1, int instances = 1) => new()
    {
        ["VariantName"] = name,
        ["ModelName"] = model,
        ["InstanceType"] = "ml.m5.large",
        ["InitialInstanceCount"] = instances,
        ["InitialVariantWeight"] = weight,
    };

    private static string Text(JsonObject output) => Encoding.UTF8.GetString(Convert.FromBase64String((string)output["Body"]!));

    private async Task AddModelAsync(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_sageMaker.Compute.Folder, "models", name)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "model.txt"), name + "\n");
        var archive = folder + ".tar.gz";
        await Archives.PackAsync(folder, archive, CancellationToken.None);
        _sageMaker.Compute.Objects.Objects[$"artifacts/{name}.tar.gz"] = await File.ReadAllBytesAsync(archive);
        await _sageMaker.CallAsync("CreateModel", new JsonObject
        {
            ["ModelName"] = name,
            ["ExecutionRoleArn"] = ComputeFixture.Role("model"),
            ["PrimaryContainer"] = new JsonObject { ["Image"] = SageMakerFixture.Image, ["ModelDataUrl"] = $"s3://artifacts/{name}.tar.gz" },
        });
        await _sageMaker.CallAsync("CreateEndpointConfig", new JsonObject { ["EndpointConfigName"] = name, ["ProductionVariants"] = new JsonArray(Variant(name)) });
    }

    private async Task CreateAsync(string config, string until = "IN_SERVICE")
    {
        await _sageMaker.CallAsync("CreateEndpoint", new JsonObject { ["EndpointName"] = "live", ["EndpointConfigName"] = config });
        await _sageMaker.UntilAsync("EndpointStatus", until);
    }

    private Task<JsonObject> UpdateAsync(string config, JsonObject? policy = null, int waitInterval = 0, string routing = "ALL_AT_ONCE")
    {
        var input = new JsonObject { ["EndpointName"] = "live", ["EndpointConfigName"] = config };
        if (policy is not null)
        {
            policy["TrafficRoutingConfiguration"] = new JsonObject { ["Type"] = routing, ["WaitIntervalInSeconds"] = waitInterval };
            input["DeploymentConfig"] = new JsonObject { ["BlueGreenUpdatePolicy"] = policy };
        }

        return _sageMaker.CallAsync("UpdateEndpoint", input);
    }

    private Task<JsonObject> DescribeAsync() => _sageMaker.CallAsync("DescribeEndpoint", Name());

    private Task<JsonObject> InvokeAsync(string body, string? variant = null)
    {
        var input = new JsonObject { ["EndpointName"] = "live", ["Body"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(body)), ["ContentType"] = "text/csv" };
        if (variant is not null)
        {
            input["TargetVariant"] = variant;
        }

        return _sageMaker.CallAsync("InvokeEndpoint", input);
    }

    private async Task AdvanceUntilAsync(string status, TimeSpan step)
    {
        var reached = _sageMaker.UntilAsync("EndpointStatus", status);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!reached.IsCompleted)
        {
            await timer.WaitForNextTickAsync();
            _time.Advance(step);
        }

        await reached;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await HoldsAsync(condition))
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private static async Task<bool> HoldsAsync(Func<Task<bool>> condition)
    {
        try
        {
            return await condition();
        }
        catch (AwsException)
        {
            // Not yet.
            return false;
        }
    }
}
