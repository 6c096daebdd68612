namespace LocalCloud.Tests.Hosting;

public sealed class ResourceTypeTests : IAsyncLifetime
{
    private readonly CloudFixture _cloud = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Fact]
    public async Task Deploy_OneOfEach_GivesEveryAttribute()
    {
        await _cloud.DeployAsync(Templates.OneOfEach);

        var made = _cloud.Stack.Resources.Select(resource => $"{resource.Type}: {string.Join(", ", resource.Attributes.Keys.Order(StringComparer.Ordinal))}");
        var served = _cloud.Supported.Single(group => group.Name == "CloudFormation resource types").Features
            .Select(feature => feature.Split(';')).Select(parts => $"{parts[0]}: {parts[2].Replace(" attributes: ", "").Replace("none", "")}");
        Assert.Equal(served.Order(StringComparer.Ordinal), made.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("cloudwatch", "DescribeAlarms", "arn:aws:cloudwatch:us-east-1:000000000000:alarm:drift")]
    [InlineData("events", "ListEventBuses", "mlops")]
    [InlineData("lambda", "ListFunctions", "arn:aws:lambda:us-east-1:000000000000:function:f")]
    [InlineData("sns", "ListTopics", "arn:aws:sns:us-east-1:000000000000:t")]
    [InlineData("sqs", "ListQueues", "/000000000000/q")]
    [InlineData("stepfunctions", "ListStateMachines", "stateMachine:m")]
    [InlineData("sagemaker", "ListModelPackageGroups", "models")]
    public async Task Deploy_OneOfEach_IsThereForItsService(string service, string operation, string text)
    {
        await _cloud.DeployAsync(Templates.OneOfEach);

        Assert.Contains(text, (await _cloud.CallAsync(service, operation)).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_OneOfEachThenNothing_DeletesThemAll()
    {
        await _cloud.DeployAsync(Templates.OneOfEach);

        await _cloud.DeployAsync(Templates.Nothing);

        Assert.Equal(["Data"], _cloud.Stack.Resources.Select(resource => resource.LogicalId));
        Assert.DoesNotContain("/q\"", (await _cloud.CallAsync("sqs", "ListQueues")).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_AnAlarmWithOtherTags_ReplacesThem()
    {
        const string Alarm = """{"Resources":{"A":{"Type":"AWS::CloudWatch::CompositeAlarm","Properties":{"AlarmName":"a","AlarmRule":"FALSE","Tags":[{"Key":"old","Value":"1"}]}}}}""";
        await _cloud.DeployAsync(Alarm);

        await _cloud.DeployAsync(Alarm.Replace("old", "new", StringComparison.Ordinal));

        var tags = await _cloud.CallAsync("cloudwatch", "ListTagsForResource", new() { ["ResourceARN"] = "arn:aws:cloudwatch:us-east-1:000000000000:alarm:a" });
        Assert.Equal("""[{"Key":"new","Value":"1"}]""", tags["Tags"]!.ToJsonString());
    }

    [Fact]
    public async Task Deploy_OneOfEachTwice_ChangesNothing()
    {
        await _cloud.DeployAsync(Templates.OneOfEach);
        var before = _cloud.Stack.Resources.Select(resource => resource.PhysicalId).ToList();

        await _cloud.DeployAsync(Templates.OneOfEach);

        Assert.Equal(before, _cloud.Stack.Resources.Select(resource => resource.PhysicalId));
    }
}
