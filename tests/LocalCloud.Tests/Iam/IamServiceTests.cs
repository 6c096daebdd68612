using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Iam;
using LocalCloud.Models;

namespace LocalCloud.Tests.Iam;

public sealed class IamServiceTests : IDisposable
{
    private const string Worker = "arn:aws:iam::111122223333:role/Worker";

    private readonly IamFixture _fixture = new();
    private readonly ApiDispatcher _api;

    public IamServiceTests() => _api = new([new IamService(_fixture.Iam, _fixture.Clock).Api], new RequestValidator(), _fixture.Iam);

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task ListRoles_WithMoreThanAPage_GoesOnFromTheMarker()
    {
        foreach (var name in new[] { "A", "B" })
        {
            _fixture.Iam.Roles.PutRole(_fixture.Iam.Roles.Find("Worker")!.Record with { Name = name });
        }

        var first = await CallAsync("ListRoles", new() { ["MaxItems"] = 2 });
        var last = await CallAsync("ListRoles", new() { ["MaxItems"] = 2, ["Marker"] = (string?)first["Marker"] });

        Assert.Equal(["A", "B"], Names(first));
        Assert.Equal((true, false), ((bool)first["IsTruncated"]!, (bool)last["IsTruncated"]!));
        Assert.Equal(["Worker"], Names(last));

        static IEnumerable<string> Names(JsonObject page) => page["Roles"]!.AsArray().Select(role => (string)role!["RoleName"]!);
    }

    [Fact]
    public async Task ListRoles_WithAPathPrefix_LeavesOthersOut() =>
        Assert.Empty((await CallAsync("ListRoles", new() { ["PathPrefix"] = "/service-role/" }))["Roles"]!.AsArray());

    [Fact]
    public async Task GetRole_OfARole_HasItsTrustPolicyEncoded()
    {
        var role = (await CallAsync("GetRole", new() { ["RoleName"] = "Worker" }))["Role"]!;

        Assert.Equal(Worker, (string)role["Arn"]!);
        Assert.Contains("lambda.amazonaws.com", Uri.UnescapeDataString((string)role["AssumeRolePolicyDocument"]!), StringComparison.Ordinal);
        Assert.StartsWith("%7B", (string)role["AssumeRolePolicyDocument"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetRolePolicy_OfAListedName_IsTheDocument()
    {
        _fixture.Allow("s3:GetObject", "*");

        var name = (string)Assert.Single((await CallAsync("ListRolePolicies", new() { ["RoleName"] = "Worker" }))["PolicyNames"]!.AsArray())!;
        var policy = await CallAsync("GetRolePolicy", new() { ["RoleName"] = "Worker", ["PolicyName"] = name });

        Assert.Equal("s3:GetObject", (string)JsonNode.Parse(Uri.UnescapeDataString((string)policy["PolicyDocument"]!))!["Statement"]![0]!["Action"]!);
    }

    [Fact]
    public async Task ListAttachedRolePolicies_OfARoleWithOne_NamesIt()
    {
        _fixture.Iam.Roles.AttachPolicy("Worker", "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole");

        var attached = Assert.Single((await CallAsync("ListAttachedRolePolicies", new() { ["RoleName"] = "Worker" }))["AttachedPolicies"]!.AsArray())!;

        Assert.Equal("AWSLambdaBasicExecutionRole", (string)attached["PolicyName"]!);
    }

    [Theory]
    [InlineData("GetRole")]
    [InlineData("ListRolePolicies")]
    public async Task RoleOperations_OfNoRole_SayThatThereIsNone(string operation)
    {
        var refused = await Assert.ThrowsAsync<AwsException>(() => CallAsync(operation, new() { ["RoleName"] = "Nobody" }));

        Assert.Equal(("NoSuchEntity", "The role with name Nobody cannot be found."), (refused.Code, refused.Message));
    }

    [Fact]
    public async Task GenerateServiceLastAccessedDetails_OfNoRole_IsRefused() => Assert.Equal(
        "NoSuchEntity",
        (await Assert.ThrowsAsync<AwsException>(() => CallAsync("GenerateServiceLastAccessedDetails", new() { ["Arn"] = Worker + "s" }))).Code);

    [Fact]
    public async Task GetServiceLastAccessedDetails_OfAGrantNeverUsed_KnowsTheActionWithoutATime()
    {
        _fixture.Allow("s3:GetObject", "*");

        var service = Assert.Single((await ReportAsync("ACTION_LEVEL"))["ServicesLastAccessed"]!.AsArray())!;

        Assert.Equal(("s3", (string?)null), ((string)service["ServiceNamespace"]!, (string?)service["LastAuthenticated"]));
        var action = Assert.Single(service["TrackedActionsLastAccessed"]!.AsArray())!;
        Assert.Equal(("GetObject", (string?)null), ((string)action["ActionName"]!, (string?)action["LastAccessedTime"]));
    }

    [Fact]
    public async Task GetServiceLastAccessedDetails_AfterAUse_HasItsTime()
    {
        _fixture.Allow("s3:GetObject", "*");
        _fixture.Iam.Demand(_fixture.Worker, new AccessRequest("s3:GetObject", "arn:aws:s3:::b/k"));

        var report = await ReportAsync("ACTION_LEVEL");

        Assert.Equal("COMPLETED", (string)report["JobStatus"]!);
        var service = Assert.Single(report["ServicesLastAccessed"]!.AsArray())!;
        Assert.Equal("2026-01-01T00:00:00.000Z", (string)Assert.Single(service["TrackedActionsLastAccessed"]!.AsArray())!["LastAccessedTime"]!);
    }

    [Fact]
    public async Task GetServiceLastAccessedDetails_OfServices_HasNoActions()
    {
        _fixture.Allow("s3:GetObject", "*");

        Assert.Null(Assert.Single((await ReportAsync("SERVICE_LEVEL"))["ServicesLastAccessed"]!.AsArray())!["TrackedActionsLastAccessed"]);
    }

    [Fact]
    public async Task Operations_OfARoleWithoutPermission_AreDenied()
    {
        var denied = await Assert.ThrowsAsync<AwsException>(() =>
            _api.CallAsync("iam", "GetRole", new() { ["RoleName"] = "Worker" }, _fixture.Worker, TestContext.Current.CancellationToken));

        Assert.Contains($"is not authorized to perform: iam:GetRole on resource: {Worker}", denied.Message, StringComparison.Ordinal);
    }

    private async Task<JsonObject> ReportAsync(string granularity)
    {
        var job = await CallAsync("GenerateServiceLastAccessedDetails", new() { ["Arn"] = Worker, ["Granularity"] = granularity });
        return await CallAsync("GetServiceLastAccessedDetails", new() { ["JobId"] = (string?)job["JobId"] });
    }

    private Task<JsonObject> CallAsync(string operation, JsonObject input) =>
        _api.CallAsync("iam", operation, input, new Principal.Root(IamFixture.Account), TestContext.Current.CancellationToken);
}
