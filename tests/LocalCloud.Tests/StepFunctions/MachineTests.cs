using LocalCloud.Api;

namespace LocalCloud.Tests.StepFunctions;

public sealed class MachineTests
{
    [Fact]
    public async Task CreateStateMachine_WithManyMistakes_NamesThemAll()
    {
        await using var cloud = new StepFunctionsFixture();

        var refusal = await Assert.ThrowsAsync<AwsException>(() => cloud.CreateAsync(
            """{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::dynamodb:query","Next":"B","Odd":1}}}"""));

        Assert.Equal("InvalidDefinition", refusal.Code);
        Assert.StartsWith("Invalid State Machine Definition: '", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("SCHEMA_VALIDATION_FAILED: The resource provided arn:aws:states:::dynamodb:query is not recognized.", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("at /States/A/Odd", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateStateMachine_WithAnOperationThatIsNotServed_NamesThoseThatAre()
    {
        await using var cloud = new StepFunctionsFixture();

        var refusal = await Assert.ThrowsAsync<AwsException>(() => cloud.CreateAsync(Machines.Task("arn:aws:states:::aws-sdk:sagemaker:createNotebookInstance")));

        Assert.Contains("Served operations: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateStateMachine_Twice_IsIdempotentForTheSameDefinitionOnly()
    {
        await using var cloud = new StepFunctionsFixture();

        var first = await cloud.CreateAsync(Machines.Pass);

        Assert.Equal(first, await cloud.CreateAsync(Machines.Pass));
        Assert.Equal("StateMachineAlreadyExists", (await Assert.ThrowsAsync<AwsException>(() => cloud.CreateAsync(Machines.Endless))).Code);
    }

    [Fact]
    public async Task CreateStateMachine_SyncWithoutManagedRulePermission_IsRefusedAsByAws()
    {
        await using var cloud = new StepFunctionsFixture();
        cloud.DeniedActions.Add("events:PutRule");

        var refusal = await Assert.ThrowsAsync<AwsException>(() => cloud.CreateAsync(Machines.Task("arn:aws:states:::sagemaker:createTrainingJob.sync")));

        Assert.Equal($"'{StepFunctionsFixture.RoleArn}' is not authorized to create managed-rule.", refusal.Message);
    }

    [Fact]
    public async Task CreateStateMachine_Express_IsRefused()
    {
        await using var cloud = new StepFunctionsFixture();

        var refusal = await Assert.ThrowsAsync<AwsException>(() => cloud.DoAsync("CreateStateMachine", new()
        {
            ["name"] = "m",
            ["definition"] = Machines.Pass,
            ["roleArn"] = StepFunctionsFixture.RoleArn,
            ["type"] = "EXPRESS",
        }));

        Assert.Equal("StateMachineTypeNotSupported", refusal.Code);
    }

    [Fact]
    public async Task UpdateStateMachine_WithNothing_SaysWhatIsMissing()
    {
        await using var cloud = new StepFunctionsFixture();
        var arn = await cloud.CreateAsync(Machines.Pass);

        var refusal = await Assert.ThrowsAsync<AwsException>(() => cloud.DoAsync("UpdateStateMachine", new() { ["stateMachineArn"] = arn }));

        Assert.Equal("MissingRequiredParameter", refusal.Code);
    }

    [Theory]
    [InlineData("{}", "These fields are required: [States, StartAt]")]
    [InlineData("""{"States":{"A":{"Type":"Pass","End":true}}}""", "These fields are required: [StartAt]")]
    public async Task ValidateStateMachineDefinition_WithoutRequiredFields_DiagnosesAsAws(string definition, string message)
    {
        await using var cloud = new StepFunctionsFixture();

        var answer = await cloud.DoAsync("ValidateStateMachineDefinition", new() { ["definition"] = definition });

        Assert.Equal("FAIL", answer["result"]!.GetValue<string>());
        var diagnostic = Assert.Single(answer["diagnostics"]!.AsArray())!;
        Assert.Equal(message, diagnostic["message"]!.GetValue<string>());
        Assert.Equal("/", diagnostic["location"]!.GetValue<string>());
    }
}
