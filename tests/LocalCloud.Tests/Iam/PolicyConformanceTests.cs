using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Iam;
using LocalCloud.Tests.Testing;
using LocalCloud.Policies;

namespace LocalCloud.Tests.Iam;

public sealed class PolicyConformanceTests
{
    private static readonly Principal Caller = new Principal.Role("111122223333", "Worker", "session");

    [Fact]
    public void Evaluate_OfArsenalsCases_Agrees()
    {
        // Left out, by feature: cases where IAM's own simulator disagrees with Arsenal (BinaryNotEquals, which the user
        // guide does not have), and policies for ARNs of a partition of its own, which IAM refuses to store.
        var cases = Conformance.Cases("iam", "arsenal-engine.json")
            .Where(one => (bool)one!["agrees"]! && !one.ToJsonString().Contains("arn:scality", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(cases);
        Assert.All(cases, one => Assert.Equal((string)one!["iamSimulate"]!, Simulate(one)));
    }

    [Fact]
    public void Evaluate_OfPbacsCases_Agrees()
    {
        // Left out, by feature: NotPrincipal for IAM users and several principals at once, which this cloud does not have.
        var cases = Conformance.Cases("iam", "node-pbac.json")
            .Where(one => !one!["policies"]!.ToJsonString().Contains("NotPrincipal", StringComparison.Ordinal))
            // IAM's resources are ARNs; these are bare names.
            .Select(one => JsonNode.Parse(one!.ToJsonString().Replace("\"abc", "\"arn:aws:pbac:::abc", StringComparison.Ordinal))).ToList();

        Assert.NotEmpty(cases);
        Assert.All(cases, one => Assert.Equal((bool)one!["allow"]!, IsAllowedByPbac(one)));
    }

    [Fact]
    public void Parse_OfMotosDocuments_AgreesOnValidityAndMessage()
    {
        var cases = Conformance.Cases("iam", "moto-policy-documents.json");

        Assert.NotEmpty(cases);
        Assert.All(cases, one => Assert.Equal((string?)one!["error"]?["Message"], MessageOf(one!["document"]!)));
    }

    private static string? MessageOf(JsonNode document)
    {
        var text = document is JsonObject ? document.ToJsonString() : (string)document!;
        return Record.Exception(() => PolicyParser.Parse(text, PolicyKind.Identity))?.Message;
    }

    private static string Simulate(JsonNode one)
    {
        var policies = one["identityPolicies"]!.AsArray().Select(policy => PolicyParser.Parse(policy!.ToJsonString(), PolicyKind.Identity));
        var request = one["request"]!;
        var context = Context((string)request["action"]!, (string)request["resource"]!, request["context"]!.AsObject());
        return PolicyEvaluator.Evaluate(policies, null, context) switch
        {
            Decision.Allowed => "allow",
            Decision.ImplicitlyDenied => "implicitDeny",
            _ => "explicitDeny",
        };
    }

    private static bool IsAllowedByPbac(JsonNode one)
    {
        var policies = one["policies"]!.AsArray().Select(policy => PolicyParser.Parse(policy!.ToJsonString(), PolicyKind.Identity));
        var request = one["request"]!;
        var variables = new JsonObject((request["variables"] as JsonObject ?? []).SelectMany(group => group.Value!.AsObject()
            .Select(pair => KeyValuePair.Create($"{group.Key}:{pair.Key}", pair.Value?.DeepClone()))));
        var context = Context((string)request["action"]!, (string?)request["resource"] ?? "*", variables);
        return PolicyEvaluator.Evaluate(policies, null, context) == Decision.Allowed;
    }

    private static PolicyContext Context(string action, string resource, JsonObject keys) => new(Caller, action, resource)
    {
        Keys = keys.ToDictionary(key => key.Key, key => (IReadOnlyList<string>)[.. (key.Value as JsonArray ?? [key.Value!.DeepClone()]).Select(value => value!.ToString())]),
    };
}
