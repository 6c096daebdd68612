using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudFormation;
using LocalCloud.Iam;

namespace LocalCloud.Hosting.Resources;

/// <summary><c>AWS::IAM::Role</c>.</summary>
internal sealed class RoleResource(RoleStore roles, CloudIdentity cloud) : ResourceType(
    "AWS::IAM::Role",
    ["RoleName", "AssumeRolePolicyDocument", "Policies", "ManagedPolicyArns", "Description", "MaxSessionDuration", "Tags"],
    ["Arn", "RoleId"])
{
    public override Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var properties = request.Properties;
        var name = properties["RoleName"]?.ToString() ?? request.GeneratedName;
        roles.PutRole(new RoleRecord
        {
            Name = name,
            TrustPolicy = properties["AssumeRolePolicyDocument"]!.DeepClone().AsObject(),
            InlinePolicies = Kept(name).Concat(Inline(properties)).ToDictionary(policy => policy.Key, policy => policy.Value, StringComparer.Ordinal),
            MaxSessionDuration = TimeSpan.FromSeconds((int?)properties["MaxSessionDuration"] ?? 3600),
            AttachedPolicies = [.. (properties["ManagedPolicyArns"] as JsonArray ?? []).Select(arn => arn!.ToString())],
        });
        return Task.FromResult(Identity(name, ("Arn", $"arn:aws:iam::{cloud.Account}:role/{name}"), ("RoleId", RoleIds.Of(cloud.Account, name))));
    }

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken)
    {
        roles.DeleteRole(current.PhysicalId);
        return Task.CompletedTask;
    }

    /// <summary>Policies that <c>AWS::IAM::Policy</c> resources put on the role stay when the role itself is updated.</summary>
    private IEnumerable<KeyValuePair<string, JsonObject>> Kept(string name) =>
        roles.Find(name)?.Record.InlinePolicies.Where(policy => policy.Key.StartsWith(PolicyResource.Prefix, StringComparison.Ordinal)) ?? [];

    private static IEnumerable<KeyValuePair<string, JsonObject>> Inline(JsonObject properties) =>
        (properties["Policies"] as JsonArray ?? []).Select(policy =>
            KeyValuePair.Create(policy!["PolicyName"]!.ToString(), policy["PolicyDocument"]!.DeepClone().AsObject()));
}

/// <summary><c>AWS::IAM::Policy</c>: an inline policy put on roles.</summary>
internal sealed class PolicyResource(RoleStore roles) : ResourceType("AWS::IAM::Policy", ["PolicyName", "PolicyDocument", "Roles"], ["Id"])
{
    /// <summary>Marks a role's inline policies that came from a resource of their own.</summary>
    internal const string Prefix = "policy-resource.";

    public override Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        DemandRoles(request.Properties);
        foreach (var role in Roles(request.Properties))
        {
            roles.PutRolePolicy(role, PolicyName(request.Properties), request.Properties["PolicyDocument"]!.AsObject());
            request.Initiated(Identity(request.GeneratedName, ("Id", request.GeneratedName)));
        }

        return Task.FromResult(Identity(request.GeneratedName, ("Id", request.GeneratedName)));
    }

    public override async Task<ResourceIdentity> UpdateAsync(ResourceRequest request, ResourceRecord current, CancellationToken cancellationToken)
    {
        DemandRoles(request.Properties);
        await DeleteAsync(current, cancellationToken);
        return await CreateAsync(request, cancellationToken);
    }

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken)
    {
        foreach (var role in Roles(current.Properties).Where(role => roles.Find(role) is not null))
        {
            roles.DeleteRolePolicy(role, PolicyName(current.Properties));
        }

        return Task.CompletedTask;
    }

    /// <summary>All of them before the first gets the policy: a change that is refused must leave no grant behind.</summary>
    private void DemandRoles(JsonObject properties)
    {
        if (Roles(properties).FirstOrDefault(role => roles.Find(role) is null) is { } missing)
        {
            throw new AwsException("NoSuchEntity", 404, $"The role with name {missing} cannot be found.");
        }
    }

    private static string PolicyName(JsonObject properties) => Prefix + properties["PolicyName"];

    private static IEnumerable<string> Roles(JsonObject properties) => properties["Roles"]!.AsArray().Select(role => role!.ToString());
}
