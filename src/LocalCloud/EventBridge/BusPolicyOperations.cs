using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Policies;

namespace LocalCloud.EventBridge;

/// <summary>PutPermission and RemovePermission: who else may use a bus, as a whole policy or statement by statement.</summary>
internal sealed class BusPolicyOperations(RuleStore rules)
{
    private const int LargestPolicy = 10 * 1024;

    public IEnumerable<ApiOperation> Operations() =>
    [
        Operation("PutPermission", Put),
        Operation("RemovePermission", Remove),
    ];

    /// <summary>Puts one statement, of any kind, among the others of a bus's policy, in the place of the one with its id.</summary>
    public void PutStatement(string bus, JsonObject statement) => rules.ChangePolicy(bus, policy => Valid(With(policy, statement).ToJsonString()));

    private ApiOperation Operation(string name, Action<string, JsonObject> handle) => new(
        name,
        (input, _, _) =>
        {
            handle(Bus(input), input);
            return Task.FromResult(new JsonObject());
        },
        (input, _) => [new($"events:{name}", rules.BusArn(Bus(input)))]);

    private static string Bus(JsonObject input) => RuleStore.BusName(input["EventBusName"]?.ToString());

    private void Put(string bus, JsonObject input)
    {
        if (input["Policy"]?.ToString() is { } whole)
        {
            rules.ChangePolicy(bus, _ => Valid(whole));
            return;
        }

        PutStatement(bus, Statement(rules.BusArn(bus), input));
    }

    private void Remove(string bus, JsonObject input)
    {
        if ((bool?)input["RemoveAllPermissions"] == true)
        {
            rules.ChangePolicy(bus, _ => null);
            return;
        }

        var id = input["StatementId"]?.ToString() ?? throw AwsException.Validation("Parameter StatementId is not valid: it is needed unless RemoveAllPermissions is true.");
        rules.ChangePolicy(bus, policy =>
        {
            var kept = Statements(policy).Where(statement => Sid(statement) != id).ToList();
            return kept.Count == Statements(policy).Count()
                ? throw new AwsException("ResourceNotFoundException", 400, $"Statement with the provided id {id} does not exist.")
                : kept.Count == 0 ? null : Document(kept).ToJsonString();
        });
    }

    private static JsonObject Statement(string busArn, JsonObject input)
    {
        string[] needed = ["Action", "Principal", "StatementId"];
        var missing = needed.Where(name => input[name] is null).ToList();
        if (missing.Count > 0)
        {
            throw AwsException.Validation($"Parameter(s) {string.Join(", ", missing)} must be specified, or Policy.");
        }

        var account = input["Principal"]!.ToString();
        var statement = new JsonObject
        {
            ["Sid"] = input["StatementId"]!.ToString(),
            ["Effect"] = "Allow",
            ["Principal"] = account == "*" ? "*" : new JsonObject { ["AWS"] = $"arn:aws:iam::{account}:root" },
            ["Action"] = input["Action"]!.ToString(),
            ["Resource"] = busArn,
        };
        if (input["Condition"] is JsonObject condition)
        {
            statement["Condition"] = new JsonObject { [condition["Type"]!.ToString()] = new JsonObject { [condition["Key"]!.ToString()] = condition["Value"]!.ToString() } };
        }

        return statement;
    }

    private static JsonObject With(string? policy, JsonObject statement) =>
        Document([.. Statements(policy).Where(other => Sid(other) != Sid(statement)), statement]);

    private static JsonObject Document(IReadOnlyList<JsonObject> statements) =>
        new() { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. statements.Select(statement => statement.DeepClone())]) };

    private static IEnumerable<JsonObject> Statements(string? policy) => policy is null ? [] : JsonNode.Parse(policy)!["Statement"] switch
    {
        JsonArray several => several.OfType<JsonObject>(),
        JsonObject one => [one],
        _ => [],
    };

    private static string? Sid(JsonObject statement) => statement["Sid"]?.ToString();

    private static string Valid(string policy)
    {
        if (policy.Length > LargestPolicy)
        {
            throw new AwsException("PolicyLengthExceededException", 400, "The policy of an event bus must not be larger than 10 KB.");
        }

        PolicyParser.Parse(policy, PolicyKind.Resource);
        return policy;
    }
}
