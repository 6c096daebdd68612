using LocalCloud.Policies;

namespace LocalCloud.Tests.Iam;

public sealed class ConditionOperatorTests
{
    private const string Arn = "arn:aws:sqs:us-east-1:1:q";

    [Theory]
    [InlineData("StringEquals", "a", "a", "A")]
    [InlineData("StringNotEquals", "a", "A", "a")]
    [InlineData("StringEqualsIgnoreCase", "a", "A", "b")]
    [InlineData("StringNotEqualsIgnoreCase", "a", "b", "A")]
    [InlineData("StringLike", "a*", "ab", "ba")]
    [InlineData("StringNotLike", "a*", "ba", "ab")]
    [InlineData("NumericEquals", "1", "1.0", "2")]
    [InlineData("NumericNotEquals", "1", "2", "1.0")]
    [InlineData("NumericLessThan", "5", "4", "5")]
    [InlineData("NumericLessThanEquals", "5", "5", "6")]
    [InlineData("NumericGreaterThan", "5", "6", "5")]
    [InlineData("NumericGreaterThanEquals", "5", "5", "4")]
    [InlineData("DateEquals", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", "2026-01-02T00:00:00Z")]
    [InlineData("DateNotEquals", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "2026-01-01T01:00:00+01:00")]
    [InlineData("DateLessThan", "2026-01-01T00:00:00Z", "2025-12-31T00:00:00Z", "2026-01-01T00:00:00Z")]
    [InlineData("DateLessThanEquals", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z")]
    [InlineData("DateGreaterThan", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z")]
    [InlineData("DateGreaterThanEquals", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "2025-12-31T00:00:00Z")]
    [InlineData("Bool", "true", "TRUE", "false")]
    [InlineData("BinaryEquals", "YQ==", "YQ==", "Yg==")]
    [InlineData("IpAddress", "10.0.0.0/8", "10.1.1.1", "11.1.1.1")]
    [InlineData("NotIpAddress", "10.0.0.0/8", "11.1.1.1", "10.1.1.1")]
    [InlineData("ArnEquals", "arn:aws:sqs:*:1:q", Arn, "arn:aws:sqs:us-east-1:2:q")]
    [InlineData("ArnNotEquals", "arn:aws:sqs:*:1:q", "arn:aws:sqs:us-east-1:2:q", Arn)]
    [InlineData("ArnLike", "arn:aws:sqs:*:*:q", Arn, "arn:aws:sqs:us-east-1:1:r")]
    [InlineData("ArnNotLike", "arn:aws:sqs:*:*:q", "arn:aws:sqs:us-east-1:1:r", Arn)]
    public void Operator_OfAValue_HoldsWhenItShould(string name, string policy, string holding, string other)
    {
        Assert.True(Holds(name, policy, holding));
        Assert.False(Holds(name, policy, other));
    }

    private static bool Holds(string name, string policy, string value)
    {
        var clause = new ConditionClause(ConditionOperators.Find(name)!, "k", [policy]);
        var context = new PolicyContext(new Api.Principal.Root("1"), "s3:GetObject", "*") { Keys = new Dictionary<string, IReadOnlyList<string>> { ["k"] = [value] } };
        return ConditionMatch.Holds(clause, variables: null, context);
    }
}
