using System.Text.Json.Nodes;

namespace LocalCloud.CloudFormation.Operations;

/// <summary>Members of requests that would change what happens and that are not built: refused, all of them in one answer.</summary>
internal static class Refusals
{
    private static readonly (string Member, Func<JsonNode, bool> IsHarmless, string Cure)[] Unbuilt =
    [
        ("NotificationARNs", value => value is JsonArray { Count: 0 }, "follow DescribeStackEvents instead"),
        ("RollbackConfiguration", value => value["RollbackTriggers"] is not JsonArray { Count: > 0 }, "leave out its RollbackTriggers"),
        ("ResourceTypes", value => value is JsonArray { Count: 0 }, "leave it out"),
        ("ResourcesToImport", value => value is JsonArray { Count: 0 }, "nothing can be imported"),
        ("ImportExistingResources", value => !value.GetValue<bool>(), "nothing can be imported"),
        ("DeploymentMode", _ => false, "drift is not looked for"),
        ("StackPolicyBody", _ => false, "there are no stack policies"),
        ("StackPolicyURL", _ => false, "there are no stack policies"),
        ("StackPolicyDuringUpdateBody", _ => false, "there are no stack policies"),
        ("StackPolicyDuringUpdateURL", _ => false, "there are no stack policies"),
        ("DeletionMode", value => value.ToString() == "STANDARD", "make it STANDARD"),
        ("DeploymentConfig", value => value["Mode"]?.ToString() is null or "STANDARD", "make its Mode STANDARD"),
    ];

    public static void Demand(JsonObject input)
    {
        var refused = Unbuilt.Where(unbuilt => input[unbuilt.Member] is { } value && !unbuilt.IsHarmless(value))
            .Select(unbuilt => $"{unbuilt.Member} is not supported by LocalCloud: {unbuilt.Cure}").ToList();
        if (refused.Count > 0)
        {
            throw CloudFormationErrors.Validation(string.Join("; ", refused));
        }
    }
}
