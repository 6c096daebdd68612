using LocalCloud.Api;
using LocalCloud.Iam;

namespace LocalCloud.Tests.Hosting;

/// <summary>Roles handed to services that go on to act as them: roles of the same account only, and only those that trust the service.</summary>
public sealed class PassedRoleTests : IAsyncDisposable
{
    private const string Here = "arn:aws:iam::111111111111:role/";
    private const string There = "arn:aws:iam::222222222222:role/";
    private const string Queue = """{\"Resources\":{\"Q\":{\"Type\":\"AWS::SQS::Queue\"}}}""";

    private readonly TwoAccounts _accounts = new();

    public static TheoryData<string, string, string> Calls => new()
    {
        { "events", "PutRule", """{"Name":"r","EventPattern":"{\"source\":[\"app\"]}","RoleArn":"ROLE"}""" },
        { "events", "PutTargets", """{"Rule":"r","Targets":[{"Id":"1","Arn":"arn:aws:states:us-east-1:222222222222:stateMachine:m","RoleArn":"ROLE"}]}""" },
        { "stepfunctions", "CreateStateMachine", """{"name":"m","roleArn":"ROLE","definition":"{\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Pass\",\"End\":true}}}"}""" },
        { "cloudformation", "CreateStack", $$"""{"StackName":"s","TemplateBody":"{{Queue}}","RoleARN":"ROLE"}""" },
        { "cloudformation", "DeleteStack", """{"StackName":"s","RoleARN":"ROLE"}""" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Role_OfAnotherAccount_IsRefusedEvenToTheRoot(string service, string operation, string input)
    {
        Put(TwoAccounts.There, "Any", "events", "states", "cloudformation");

        var refused = await _accounts.RefusalAsync(TwoAccounts.Root, service, operation, input.Replace("ROLE", There + "Any", StringComparison.Ordinal));

        Assert.Equal(("AccessDeniedException", "Cross-account pass role is not allowed."), (refused.Code, refused.Message));
    }

    [Theory]
    [InlineData("events", "PutRule", "Provided role 'arn:aws:iam::111111111111:role/Any' cannot be assumed by principal 'events.amazonaws.com'.")]
    [InlineData("events", "PutTargets", "Provided role 'arn:aws:iam::111111111111:role/Any' cannot be assumed by principal 'events.amazonaws.com'.")]
    [InlineData("stepfunctions", "CreateStateMachine", "Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.")]
    [InlineData("cloudformation", "CreateStack", "Role arn:aws:iam::111111111111:role/Any is invalid or cannot be assumed")]
    public async Task Role_ThatDoesNotTrustTheService_IsRefused(string service, string operation, string message)
    {
        Put(TwoAccounts.Here, "Any", "lambda");

        var refused = await _accounts.RefusalAsync(TwoAccounts.Root, service, operation, InputOf(operation));

        Assert.Equal(message, refused.Message);
    }

    [Fact]
    public async Task UpdateStateMachine_RoleThatDoesNotTrustStepFunctions_IsRefused()
    {
        Put(TwoAccounts.Here, "Any", "states");
        var machine = (await _accounts.CallAsync(TwoAccounts.Root, "stepfunctions", "CreateStateMachine", InputOf("CreateStateMachine")))["stateMachineArn"]!;
        Put(TwoAccounts.Here, "Other", "lambda");

        var refused = await _accounts.RefusalAsync(
            TwoAccounts.Root, "stepfunctions", "UpdateStateMachine", $$"""{"stateMachineArn":"{{machine}}","roleArn":"{{Here}}Other"}""");

        Assert.Equal("AccessDeniedException", refused.Code);
    }

    [Fact]
    public async Task CreateStateMachine_RoleThatTrustsTheRegionalService_IsTaken()
    {
        Put(TwoAccounts.Here, "Any", "states.us-east-1");

        var created = await _accounts.CallAsync(TwoAccounts.Root, "stepfunctions", "CreateStateMachine", InputOf("CreateStateMachine"));

        Assert.Equal("arn:aws:states:us-east-1:111111111111:stateMachine:m", created["stateMachineArn"]!.ToString());
    }

    [Fact]
    public async Task ExecuteChangeSet_ByItsArn_IsDeniedWithItsStack()
    {
        var created = await _accounts.CallAsync(
            TwoAccounts.Root, "cloudformation", "CreateChangeSet", $$"""{"StackName":"s","ChangeSetName":"c","ChangeSetType":"CREATE","TemplateBody":"{{Queue}}"}""");
        _accounts.Allow("cloudformation:*", "*");
        _accounts.Account(TwoAccounts.Here).Iam.Roles.PutRolePolicy("Worker", "protect", TwoAccounts.Document(
            """{"Effect":"Deny","Action":"cloudformation:ExecuteChangeSet","Resource":"arn:aws:cloudformation:us-east-1:111111111111:stack/s/*"}"""));

        var refused = await _accounts.RefusalAsync(TwoAccounts.Worker, "cloudformation", "ExecuteChangeSet", $$"""{"ChangeSetName":"{{created["Id"]}}"}""");

        Assert.EndsWith("with an explicit deny in an identity-based policy", refused.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _accounts.DisposeAsync();

    private static string InputOf(string operation) =>
        Calls.Single(call => call.Data.Item2 == operation).Data.Item3.Replace("ROLE", Here + "Any", StringComparison.Ordinal);

    private void Put(string account, string role, params string[] services) => _accounts.Account(account).Iam.Roles.PutRole(new RoleRecord
    {
        Name = role,
        TrustPolicy = TwoAccounts.Document([.. services.Select(service =>
            $$"""{"Effect":"Allow","Principal":{"Service":"{{service}}.amazonaws.com"},"Action":"sts:AssumeRole"}""")]),
    });
}
