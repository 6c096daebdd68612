using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Models;

namespace LocalCloud.Iam;

/// <summary>AWS IAM, as far as one has to ask what roles may do and what of it they have ever done.</summary>
/// <remarks>AWS keeps the use of actions for some services only; here every action of every service is tracked.</remarks>
public sealed class IamService(IamEngine iam, TimeProvider time)
{
    private readonly AccessReports _reports = new(iam, time);

    public ApiService Api => new("iam",
    [
        new("ListRoles", (input, _, _) => Task.FromResult(ListRoles(input)), (input, context) => [Access(context, "ListRoles", $"role{(string?)input["PathPrefix"] ?? "/"}")]),
        new("GetRole", (input, _, _) => Task.FromResult(new JsonObject { ["Role"] = Describe(Find(input)) }), (input, context) => [OnRole(context, "GetRole", input)]),
        new("ListRolePolicies", (input, _, _) => Task.FromResult(ListRolePolicies(input)), (input, context) => [OnRole(context, "ListRolePolicies", input)]),
        new("GetRolePolicy", (input, _, _) => Task.FromResult(GetRolePolicy(input)), (input, context) => [OnRole(context, "GetRolePolicy", input)]),
        new("ListAttachedRolePolicies", (input, _, _) => Task.FromResult(ListAttachedRolePolicies(input)),
            (input, context) => [OnRole(context, "ListAttachedRolePolicies", input)]),
        new("GenerateServiceLastAccessedDetails", (input, _, _) => Task.FromResult(_reports.Generate(input)),
            (input, _) => [new("iam:GenerateServiceLastAccessedDetails", (string)input["Arn"]!)]),
        new("GetServiceLastAccessedDetails", (input, _, _) => Task.FromResult(_reports.Get(input)), (_, _) => [new("iam:GetServiceLastAccessedDetails", "*")]),
    ]);

    private JsonObject ListRoles(JsonObject input)
    {
        var prefix = (string?)input["PathPrefix"] ?? "/";
        var matching = iam.Roles.All.Where(role => role.Path.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        return Paging.Page(input, "Roles", matching, role => Describe(role));
    }

    private JsonObject ListRolePolicies(JsonObject input) =>
        Paging.Page(input, "PolicyNames", [.. Find(input).InlinePolicies.Keys.Order(StringComparer.Ordinal)], name => JsonValue.Create(name));

    private JsonObject GetRolePolicy(JsonObject input)
    {
        var (role, name) = (Find(input), (string)input["PolicyName"]!);
        return role.InlinePolicies.TryGetValue(name, out var document)
            ? new() { ["RoleName"] = role.Name, ["PolicyName"] = name, ["PolicyDocument"] = Encode(document) }
            : throw NoSuchEntity($"The role policy with name {name} cannot be found.");
    }

    private JsonObject ListAttachedRolePolicies(JsonObject input) => Paging.Page(input, "AttachedPolicies", Find(input).AttachedPolicies, arn => new JsonObject
    {
        ["PolicyName"] = arn[(arn.LastIndexOf('/') + 1)..],
        ["PolicyArn"] = arn,
    });

    private RoleRecord Find(JsonObject input)
    {
        var name = (string)input["RoleName"]!;
        return iam.Roles.Find(name)?.Record ?? throw NoSuchEntity($"The role with name {name} cannot be found.");
    }

    private JsonObject Describe(RoleRecord role) => new()
    {
        ["Path"] = role.Path,
        ["RoleName"] = role.Name,
        ["RoleId"] = RoleIds.Of(iam.Account, role.Name),
        ["Arn"] = iam.Arn(role),
        // Roles are not dated here; the member is required.
        ["CreateDate"] = Timestamps.Iso(DateTimeOffset.UnixEpoch),
        ["AssumeRolePolicyDocument"] = Encode(role.TrustPolicy),
        ["MaxSessionDuration"] = (int)role.MaxSessionDuration.TotalSeconds,
    };

    // Policies are URL-encoded in answers, per RFC 3986.
    private static string Encode(JsonObject document) => Uri.EscapeDataString(document.ToJsonString());

    private static AccessRequest OnRole(ApiContext context, string action, JsonObject input) => Access(context, action, $"role/{input["RoleName"]}");

    private static AccessRequest Access(ApiContext context, string action, string resource) =>
        new($"iam:{action}", $"arn:aws:iam::{context.Principal.Account}:{resource}");

    private static AwsException NoSuchEntity(string message) => new("NoSuchEntity", 404, message);
}
