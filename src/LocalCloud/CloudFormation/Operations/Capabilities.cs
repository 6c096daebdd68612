using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.CloudFormation.Operations;

/// <summary>What a caller must acknowledge before a template may change permissions.</summary>
internal static class Capabilities
{
    private const string Iam = "CAPABILITY_IAM";
    private const string NamedIam = "CAPABILITY_NAMED_IAM";

    private static readonly Dictionary<string, string?> NameProperties = new(StringComparer.Ordinal)
    {
        ["AWS::IAM::Role"] = "RoleName",
        ["AWS::IAM::User"] = "UserName",
        ["AWS::IAM::Group"] = "GroupName",
        ["AWS::IAM::ManagedPolicy"] = "ManagedPolicyName",
        ["AWS::IAM::InstanceProfile"] = "InstanceProfileName",
        ["AWS::IAM::Policy"] = null,
        ["AWS::IAM::RolePolicy"] = null,
        ["AWS::IAM::AccessKey"] = null,
        ["AWS::IAM::UserToGroupAddition"] = null,
    };

    /// <summary>The capability that the template needs; null: none.</summary>
    public static string? Of(Template template)
    {
        var iam = template.Resources.Values.Where(resource => NameProperties.ContainsKey(resource.Type)).ToList();
        return iam.Count == 0 ? null
            : iam.Exists(resource => NameProperties[resource.Type] is { } name && resource.Properties.ContainsKey(name)) ? NamedIam
            : Iam;
    }

    /// <summary>The resource types that it needs it for.</summary>
    public static string Reason(Template template)
    {
        var types = template.Resources.Values.Select(resource => resource.Type).Where(NameProperties.ContainsKey).Distinct();
        return $"The following resource(s) require capabilities: [{string.Join(", ", types)}]";
    }

    public static IReadOnlyList<string> Demand(Template template, JsonObject input)
    {
        var given = (input["Capabilities"] as JsonArray ?? []).Select(item => item!.ToString()).ToList();
        return Of(template) is not { } needed || given.Contains(needed) || (needed == Iam && given.Contains(NamedIam))
            ? given
            : throw new AwsException("InsufficientCapabilitiesException", 400, $"Requires capabilities : [{needed}]");
    }
}
