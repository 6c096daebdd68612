using System.Text.Json.Nodes;

namespace Mlops.Infra.Tests;

/// <summary>Every policy of every template, roles' and resources' alike: what is allowed on everything is what AWS offers on nothing narrower.</summary>
public sealed class WildcardTests(SynthFixture synth)
{
    /// <summary>Actions without resource-level permissions, and where the service authorization reference says so (list_&lt;page&gt;.html, column "Resource types" is empty).</summary>
    internal static readonly IReadOnlyDictionary<string, string> Forced = new Dictionary<string, string>
    {
        ["ecr:GetAuthorizationToken"] = "amazonelasticcontainerregistry: a token is the registry's, not a repository's",
        ["cloudwatch:PutMetricData"] = "amazoncloudwatch: metrics have no ARN; condition cloudwatch:namespace narrows it",
        ["logs:CreateLogDelivery"] = "amazoncloudwatchlogs: vended log deliveries have no ARN",
        ["logs:GetLogDelivery"] = "amazoncloudwatchlogs: vended log deliveries have no ARN",
        ["logs:UpdateLogDelivery"] = "amazoncloudwatchlogs: vended log deliveries have no ARN",
        ["logs:DeleteLogDelivery"] = "amazoncloudwatchlogs: vended log deliveries have no ARN",
        ["logs:ListLogDeliveries"] = "amazoncloudwatchlogs: vended log deliveries have no ARN",
        ["logs:PutResourcePolicy"] = "amazoncloudwatchlogs: the policy is the account's",
        ["logs:DescribeResourcePolicies"] = "amazoncloudwatchlogs: the policy is the account's",
        ["logs:DescribeLogGroups"] = "stepfunctions, dg/cw-logs.html: asked for on everything when a machine with a log is made",
        ["ec2:DescribeDhcpOptions"] = "amazonec2: EC2 describes on everything",
        ["ec2:DescribeNetworkInterfaces"] = "amazonec2: EC2 describes on everything",
        ["ec2:DescribeSecurityGroups"] = "amazonec2: EC2 describes on everything",
        ["ec2:DescribeSubnets"] = "amazonec2: EC2 describes on everything",
        ["ec2:DescribeVpcs"] = "amazonec2: EC2 describes on everything",
    };

    /// <summary>In a key's own policy the key can only be called "*" (kms, developerguide/key-policy-overview.html).</summary>
    private static readonly Dictionary<string, string> InKeyPolicies = new()
    {
        ["kms:*"] = "the account administers its key by IAM, as in the default key policy; without it a key could become unmanageable",
        ["kms:GenerateDataKey*"] = "sns, dg/sns-key-management.html: what publishers to an encrypted topic need, in this form",
        ["kms:Decrypt"] = "sns, dg/sns-key-management.html: what publishers to an encrypted topic need",
    };

    private IEnumerable<(string Where, bool IsKey, JsonObject Statement)> Allowing =>
        synth.Everything.SelectMany(template => template.Resources().SelectMany(resource =>
            Statements(resource.Value!["Properties"]).Where(statement => (string)statement["Effect"]! == "Allow")
                .Select(statement => ($"{template.Name} {resource.Key}", (string)resource.Value!["Type"]! == "AWS::KMS::Key", statement))));

    [Fact]
    public void Resource_OfEverything_IsForcedByAws()
        => Assert.All(
            Allowing.Where(each => Template.Many(each.Statement["Resource"]).Any(resource => resource is not null && Template.Text(resource) == "*")),
            each => Assert.All(Actions(each.Statement), action => Assert.True((each.IsKey ? InKeyPolicies : Forced).ContainsKey(action), $"{each.Where}: {action} on *")));

    [Fact]
    public void Action_WithAWildcard_IsOfAKeyPolicyOnly()
        => Assert.All(
            Allowing.SelectMany(each => Actions(each.Statement).Where(action => action.Contains('*', StringComparison.Ordinal)).Select(action => (each.Where, each.IsKey, action))),
            each => Assert.True(each.IsKey && InKeyPolicies.ContainsKey(each.action), $"{each.Where}: {each.action}"));

    [Fact]
    public void Forced_EveryEntry_IsInUse()
        => Assert.Empty(Forced.Keys.Except(Allowing.SelectMany(each => Actions(each.Statement))));

    [Fact]
    public void Resource_OfABucketByNoName_IsOfOneAccount()
    {
        var unnamed = Allowing.Where(each => Template.Many(each.Statement["Resource"]).Any(resource => resource is not null && Template.Text(resource).StartsWith("arn:aws:s3:::*", StringComparison.Ordinal))).ToList();

        Assert.NotEmpty(unnamed);
        Assert.All(unnamed, each => Assert.NotNull(each.Statement["Condition"]?["StringEquals"]?["aws:ResourceAccount"]));
    }

    // A principal of everybody is confined by a condition, or it is a denial.
    [Fact]
    public void Principal_OfEverybody_IsConfinedToTheAccount()
        => Assert.All(
            Allowing.Where(each => Template.Many(each.Statement["Principal"]?["AWS"] ?? each.Statement["Principal"]).Any(principal => principal is JsonValue value && (string)value! == "*")),
            each => Assert.NotNull(each.Statement["Condition"]?["StringEquals"]?["aws:PrincipalAccount"]));

    private static IEnumerable<string> Actions(JsonObject statement) => Template.Many(statement["Action"]).Select(action => (string)action!);

    private static IEnumerable<JsonObject> Statements(JsonNode? node) => node switch
    {
        JsonObject statement when statement.ContainsKey("Effect") && statement.ContainsKey("Action") => [statement],
        JsonObject members => members.SelectMany(member => Statements(member.Value)),
        JsonArray items => items.SelectMany(Statements),
        _ => [],
    };
}
