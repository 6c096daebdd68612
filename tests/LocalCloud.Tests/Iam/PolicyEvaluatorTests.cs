using LocalCloud.Api;
using LocalCloud.Iam;
using LocalCloud.Policies;

namespace LocalCloud.Tests.Iam;

public sealed class PolicyEvaluatorTests
{
    private const string Account = "111122223333";

    private static readonly Principal Worker = new Principal.Role(Account, "Worker", "job-1");

    [Theory]
    [InlineData("arn:aws:s3:::data/*", "arn:aws:s3:::data/a/b", true)]
    [InlineData("arn:aws:s3:::data/*", "arn:aws:s3:::data", false)]
    [InlineData("arn:aws:states", "arn:aws:states:us-east-1:111122223333:stateMachine:x", true)]
    [InlineData("arn:aws:states:*:stateMachine:x", "arn:aws:states:us-east-1:111122223333:stateMachine:x", true)]
    [InlineData("arn:aws:states:us-*1:111122223333:stateMachine:x", "arn:aws:states:us-east-1:999:x-1:111122223333:stateMachine:x", false)]
    [InlineData("arn:aws:logs:us-east-1:111122223333:log-group:*", "arn:aws:logs:us-east-1:111122223333:log-group:a:log-stream:b", true)]
    [InlineData("arn:aws:sns:us-east-?:111122223333:t", "arn:aws:sns:us-east-1:111122223333:t", true)]
    [InlineData("arn:aws:s3:::Data", "arn:aws:s3:::data", false)]
    [InlineData("arn:aws:s3:::data", "*", false)]
    public void Resource_Pattern_MatchesAsTheGuideSays(string pattern, string resource, bool matches) =>
        Assert.Equal(matches, Evaluate($$"""{"Effect":"Allow","Action":"s3:GetObject","Resource":"{{pattern}}"}""", resource) == Decision.Allowed);

    [Fact]
    public void Action_InAnotherCase_Matches() =>
        Assert.Equal(Decision.Allowed, Evaluate("""{"Effect":"Allow","Action":"S3:get*","Resource":"*"}""", "arn:aws:s3:::a"));

    [Fact]
    public void Deny_BesideAllow_Wins() => Assert.Equal(
        Decision.DeniedByIdentityPolicy,
        Evaluate("""{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:GetObject","Resource":"*"}""", "arn:aws:s3:::a"));

    [Fact]
    public void Variable_WithStarInItsValue_StaysLiteral()
    {
        const string statement = """{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::home/${aws:username}/x"}""";

        Assert.Equal(Decision.ImplicitlyDenied, Evaluate(statement, "arn:aws:s3:::home/anna/x", ("aws:username", "*")));
        Assert.Equal(Decision.Allowed, Evaluate(statement, "arn:aws:s3:::home/*/x", ("aws:username", "*")));
    }

    [Fact]
    public void Variable_WithoutValue_TakesItsDefault() => Assert.Equal(Decision.Allowed, Evaluate(
        """{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::${aws:PrincipalTag/team, 'none'}-data"}""", "arn:aws:s3:::none-data"));

    [Theory]
    [InlineData("""{"StringEquals":{"k":"a"}}""", "a", true)]
    [InlineData("""{"StringEquals":{"k":"a"}}""", null, false)]
    [InlineData("""{"StringNotEquals":{"k":"a"}}""", null, true)]
    [InlineData("""{"StringEqualsIfExists":{"k":"a"}}""", null, true)]
    [InlineData("""{"StringEqualsIfExists":{"k":"a"}}""", "b", false)]
    [InlineData("""{"Null":{"k":"true"}}""", null, true)]
    [InlineData("""{"Null":{"k":"false"}}""", null, false)]
    [InlineData("""{"ForAllValues:StringEquals":{"k":"a"}}""", null, true)]
    [InlineData("""{"ForAnyValue:StringEquals":{"k":"a"}}""", null, false)]
    [InlineData("""{"NumericLessThanEquals":{"k":"10"}}""", "10", true)]
    [InlineData("""{"NumericLessThan":{"k":10}}""", "ten", false)]
    [InlineData("""{"DateGreaterThan":{"k":"2026-01-01T00:00:00Z"}}""", "2026-01-01T01:30:00+01:00", true)]
    [InlineData("""{"DateLessThan":{"k":"1767225600"}}""", "2025-12-31", true)]
    [InlineData("""{"Bool":{"k":true}}""", "TRUE", true)]
    [InlineData("""{"IpAddress":{"k":"10.0.0.0/8"}}""", "10.9.8.7", true)]
    [InlineData("""{"IpAddress":{"k":"2001:db8::/32"}}""", "2001:db8:1::1", true)]
    [InlineData("""{"NotIpAddress":{"k":"10.0.0.7"}}""", "10.0.0.7", false)]
    [InlineData("""{"ArnLike":{"k":"arn:aws:events:*:*:rule/*"}}""", "arn:aws:events:us-east-1:1:rule/a/b", true)]
    [InlineData("""{"ArnEquals":{"k":"arn:aws:events:*:rule/x"}}""", "arn:aws:events:us-east-1:1:rule/x", false)]
    [InlineData("""{"StringLike":{"k":"a*c?"}}""", "abbcd", true)]
    [InlineData("""{"StringEqualsIgnoreCase":{"K":"A"}}""", "a", true)]
    public void Condition_OnAKey_HoldsAsTheGuideSays(string condition, string? value, bool holds)
    {
        var statement = $$"""{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{{condition}}}""";

        var decision = value is null ? Evaluate(statement, "arn:aws:s3:::a") : Evaluate(statement, "arn:aws:s3:::a", ("k", value));

        Assert.Equal(holds, decision == Decision.Allowed);
    }

    [Theory]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:role/Worker"}""", Decision.Allowed)]
    [InlineData("""{"AWS":"arn:aws:sts::111122223333:assumed-role/Worker/job-1"}""", Decision.Allowed)]
    [InlineData("\"*\"", Decision.Allowed)]
    [InlineData("""{"AWS":"111122223333"}""", Decision.ImplicitlyDenied)] // only lets the account decide
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:role/Other"}""", Decision.ImplicitlyDenied)]
    [InlineData("""{"Service":"events.amazonaws.com"}""", Decision.ImplicitlyDenied)]
    public void ResourcePolicy_NamingAPrincipal_GrantsToIt(string principal, Decision expected) =>
        Assert.Equal(expected, WithResourcePolicy($$"""{"Effect":"Allow","Principal":{{principal}},"Action":"sqs:SendMessage","Resource":"*"}""", Worker));

    [Fact]
    public void ResourcePolicy_ForAService_HoldsItToItsCondition()
    {
        const string statement = """
            {"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"*",
             "Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:events:us-east-1:111122223333:rule/mine"}}}
            """;
        var mine = new Principal.Service(Account, "events.amazonaws.com", "arn:aws:events:us-east-1:111122223333:rule/mine");

        Assert.Equal(Decision.Allowed, WithResourcePolicy(statement, mine, ("aws:SourceArn", mine.SourceArn)));
        Assert.Equal(Decision.ImplicitlyDenied, WithResourcePolicy(statement, mine, ("aws:SourceArn", "arn:aws:events:us-east-1:111122223333:rule/other")));
    }

    [Theory]
    [InlineData("""["arn:aws:iam::111122223333:role/Worker","arn:aws:sts::111122223333:assumed-role/Worker/job-1","111122223333"]""", false)]
    [InlineData("""["arn:aws:iam::111122223333:role/Worker"]""", true)]
    public void NotPrincipal_WithDeny_ExemptsOnlyWhoIsListedWithAccountAndSession(string listed, bool denied)
    {
        var decision = WithResourcePolicy($$"""{"Effect":"Deny","NotPrincipal":{"AWS":{{listed}}},"Action":"*","Resource":"*"}""", Worker);

        Assert.Equal(denied, decision == Decision.DeniedByResourcePolicy);
    }

    [Theory]
    [InlineData(PolicyKind.Identity, "\"Principal\":\"*\",\"Resource\":\"*\"", "Policy document should not specify a principal.")]
    [InlineData(PolicyKind.Resource, "\"Resource\":\"*\"", "Missing required field Principal")]
    [InlineData(PolicyKind.Trust, "\"Principal\":\"*\",\"Resource\":\"*\"", "Has prohibited field Resource")]
    public void Parse_OfAKind_DemandsItsElements(PolicyKind kind, string elements, string message)
    {
        var problem = Assert.Throws<AwsException>(() => Policy($$"""{"Effect":"Allow","Action":"s3:GetObject",{{elements}}}""", kind));

        Assert.Equal(message, problem.Message);
    }

    [Fact]
    public void Parse_WithSeveralProblems_ListsThemAllWithTheirPlaces()
    {
        var problem = Assert.Throws<AwsException>(() => PolicyParser.Parse(
            """{"Version":"2012-10-17","Statement":[{"Effect":"Maybe","Action":"s3:Get","Resource":"*"},{"Effect":"Allow","Resource":"*"}]}""", PolicyKind.Identity));

        Assert.Equal("MalformedPolicyDocument", problem.Code);
        Assert.Contains("Statement[0].Effect", problem.Details["Problems"], StringComparison.Ordinal);
        Assert.Contains("Statement[1]", problem.Details["Problems"], StringComparison.Ordinal);
    }

    private static Decision Evaluate(string statements, string resource, params (string Key, string Value)[] keys) =>
        PolicyEvaluator.Evaluate([Policy(statements, PolicyKind.Identity)], null, Context(Worker, "s3:GetObject", resource, keys));

    private static Decision WithResourcePolicy(string statement, Principal principal, params (string Key, string Value)[] keys) =>
        PolicyEvaluator.Evaluate([], Policy(statement, PolicyKind.Resource), Context(principal, "sqs:SendMessage", "arn:aws:sqs:us-east-1:111122223333:q", keys));

    private static PolicyDocument Policy(string statements, PolicyKind kind) =>
        PolicyParser.Parse($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""", kind);

    private static PolicyContext Context(Principal principal, string action, string resource, (string Key, string Value)[] keys) =>
        new(principal, action, resource) { Keys = keys.ToDictionary(key => key.Key, key => (IReadOnlyList<string>)[key.Value]) };
}
