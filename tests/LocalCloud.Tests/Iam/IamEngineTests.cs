using LocalCloud.Api;
using LocalCloud.Iam;
using LocalCloud.Policies;

namespace LocalCloud.Tests.Iam;

public sealed class IamEngineTests : IDisposable
{
    private const string Machine = "arn:aws:states:us-east-1:111122223333:stateMachine:retrain";

    private static readonly AccessRequest Start = new("states:StartExecution", Machine);

    private readonly IamFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Demand_WithoutAPolicy_SaysSoInIamsWords()
    {
        var denied = Assert.Throws<AwsException>(() => _fixture.Iam.Demand(_fixture.Worker, Start));

        Assert.Equal("AccessDeniedException", denied.Code);
        Assert.Equal($"User: arn:aws:sts::111122223333:assumed-role/Worker/session is not authorized to perform: states:StartExecution on resource: {Machine} because no identity-based policy allows the states:StartExecution action", denied.Message);
    }

    [Fact]
    public void Demand_WithExplicitDenyOfTheResource_SaysSo()
    {
        _fixture.Allow("states:*", "*");

        var denied = Assert.Throws<AwsException>(() => _fixture.Iam.Demand(_fixture.Worker, Start with
        {
            ResourcePolicy = """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"states:*","Resource":"*"}}""",
        }));

        Assert.EndsWith("with an explicit deny in a resource-based policy", denied.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Demand_ByAServiceWithoutAResourcePolicy_SaysSo()
    {
        var denied = Assert.Throws<AwsException>(() => _fixture.Iam.Demand(new Principal.Service(IamFixture.Account, "events.amazonaws.com", ""), Start));

        Assert.EndsWith("because no resource-based policy allows the states:StartExecution action", denied.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Demand_ByTheRoot_IsAllowedUnlessAResourceDenies()
    {
        var root = new Principal.Root(IamFixture.Account);

        _fixture.Iam.Demand(root, Start);

        Assert.Equal(Decision.DeniedByResourcePolicy, _fixture.Iam.Decide(root, Start with
        {
            ResourcePolicy = """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}}""",
        }));
    }

    [Fact]
    public void Demand_ThatInsistsOnTls_AcceptsLoopback()
    {
        var decision = _fixture.Iam.Decide(new Principal.Root(IamFixture.Account), new("s3:GetObject", "arn:aws:s3:::data/x")
        {
            ResourcePolicy = """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}}""",
        });

        Assert.Equal(Decision.Allowed, decision);
    }

    [Fact]
    public void Demand_OfPassRole_ReadsTheServiceFromTheRequest()
    {
        _fixture.Iam.Roles.PutRolePolicy("Worker", "pass", IamFixture.Json(
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:PassRole","Resource":"*","Condition":{"StringEquals":{"iam:PassedToService":"sagemaker.amazonaws.com"}}}]}"""));
        AccessRequest Pass(string service) => new("iam:PassRole", "arn:aws:iam::111122223333:role/Job") { ConditionKeys = new Dictionary<string, string> { ["iam:PassedToService"] = service } };

        Assert.Equal(Decision.Allowed, _fixture.Iam.Decide(_fixture.Worker, Pass("sagemaker.amazonaws.com")));
        Assert.Equal(Decision.ImplicitlyDenied, _fixture.Iam.Decide(_fixture.Worker, Pass("lambda.amazonaws.com")));
    }

    [Fact]
    public void Uses_OfAllowedCalls_SurviveARestartAndCountOnce()
    {
        _fixture.Allow("states:StartExecution", Machine);
        _fixture.Iam.Demand(_fixture.Worker, Start);
        _fixture.Iam.Demand(_fixture.Worker, Start);

        _fixture.Restart();

        Assert.Equal([new AccessUse("Worker", "states:StartExecution", Machine)], _fixture.Iam.Uses.All);
        _fixture.Iam.Demand(_fixture.Worker, Start);
    }

    [Theory]
    [InlineData("lambda.amazonaws.com", true)]
    [InlineData("sagemaker.amazonaws.com", false)]
    public void CanAssume_ByAService_FollowsTheTrustPolicy(string service, bool trusted) =>
        Assert.Equal(trusted, _fixture.Iam.CanAssume(service, "Worker"));

    [Fact]
    public void Uses_OfManyObjectsUnderOnePrefix_AreOne()
    {
        _fixture.Allow("s3:PutObject", "*");

        _fixture.Iam.Demand(_fixture.Worker, new("s3:PutObject", "arn:aws:s3:::b/runs/p/1"));
        _fixture.Iam.Demand(_fixture.Worker, new("s3:PutObject", "arn:aws:s3:::b/runs/p/2/x"));

        Assert.Equal([new AccessUse("Worker", "s3:PutObject", "arn:aws:s3:::b/runs/p/*")], _fixture.Iam.Uses.All);
    }

    [Fact]
    public void AttachPolicy_ThatIsUnknown_IsRefusedByName()
    {
        var refused = Assert.Throws<AwsException>(() => _fixture.Iam.Roles.AttachPolicy("Worker", "arn:aws:iam::aws:policy/PowerUserAccess"));

        Assert.Contains("PowerUserAccess", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_fixture.Iam.Roles.Find("Worker")!.Record.AttachedPolicies);
    }

    [Fact]
    public void AttachPolicy_ThatIsKnown_Grants()
    {
        _fixture.Iam.Roles.AttachPolicy("Worker", "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole");

        _fixture.Iam.Demand(_fixture.Worker, new("logs:PutLogEvents", "arn:aws:logs:us-east-1:111122223333:log-group:x"));
    }

    [Fact]
    public void DeleteRole_TakesItsPermissions()
    {
        _fixture.Allow("*", "*");
        Assert.True(_fixture.Iam.Roles.DeleteRole("Worker"));

        Assert.Equal(Decision.ImplicitlyDenied, _fixture.Iam.Decide(_fixture.Worker, Start));
        Assert.False(_fixture.Iam.Roles.DeleteRole("Worker"));
    }
}
