using System.Text.Json.Nodes;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;

namespace Mlops.Cli.Access;

/// <summary>The roles of the product's stacks, and what the policies written in them allow.</summary>
internal static class RolePolicies
{
    private const string Stacks = "Mlops";

    /// <summary>CloudFormation makes a role's name of the stack's name, as far as there is room for it, and the role's logical id.</summary>
    private const int StackRoom = 24;

    /// <summary>The roles of one pipeline, or of all; by name.</summary>
    public static async Task<IReadOnlyList<Role>> ListAsync(IAmazonIdentityManagementService iam, string? pipeline, CancellationToken cancellationToken)
    {
        var roles = new List<Role>();
        var request = new ListRolesRequest();
        do
        {
            var page = await iam.ListRolesAsync(request, cancellationToken);
            roles.AddRange((page.Roles ?? []).Where(role => pipeline is null ? role.RoleName.StartsWith(Stacks, StringComparison.Ordinal) : IsOf(role.RoleName, pipeline)));
            request.Marker = page.IsTruncated == true ? page.Marker : null;
        }
        while (request.Marker is not null);

        return [.. roles.OrderBy(role => role.RoleName, StringComparer.Ordinal)];
    }

    /// <summary>Every action that a role's own policies allow, with the resources of all statements that allow it.</summary>
    public static async Task<ILookup<string, string>> ReadAsync(IAmazonIdentityManagementService iam, string role, CancellationToken cancellationToken)
    {
        var granted = new List<(string Action, string Resource)>();
        var request = new ListRolePoliciesRequest { RoleName = role };
        do
        {
            var page = await iam.ListRolePoliciesAsync(request, cancellationToken);
            foreach (var name in page.PolicyNames ?? [])
            {
                var policy = await iam.GetRolePolicyAsync(new GetRolePolicyRequest { RoleName = role, PolicyName = name }, cancellationToken);
                granted.AddRange(Allowed(JsonNode.Parse(Uri.UnescapeDataString(policy.PolicyDocument))!));
            }

            request.Marker = page.IsTruncated == true ? page.Marker : null;
        }
        while (request.Marker is not null);

        return granted.ToLookup(grant => grant.Action, grant => grant.Resource, StringComparer.OrdinalIgnoreCase);
    }

    internal static bool IsOf(string role, string pipeline)
    {
        var stack = $"{Stacks}-{pipeline}";
        return new[] { stack, stack[..Math.Min(StackRoom, stack.Length)] }.Any(stem =>
            role.StartsWith($"{stem}-", StringComparison.Ordinal)

            // Logical ids begin with a capital, as no pipeline's name does: "ridership" is not "ridership-west".
            && role.Length > stem.Length + 1 && char.IsAsciiLetterUpper(role[stem.Length + 1]));
    }

    private static IEnumerable<(string Action, string Resource)> Allowed(JsonNode document) =>
        from statement in Many(document["Statement"])
        where (string?)statement["Effect"] == "Allow"
        from action in Many(statement["Action"])
        from resource in Many(statement["Resource"])
        select (action.ToString(), resource.ToString());

    private static IEnumerable<JsonNode> Many(JsonNode? node) => node switch
    {
        null => [],
        JsonArray several => several.Select(each => each!),
        _ => [node],
    };
}
