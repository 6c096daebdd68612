using System.Text.Json.Nodes;
using LocalCloud.CloudFormation.Execution;

namespace LocalCloud.CloudFormation.Operations;

/// <summary>The stack, and the role for it, that a request names.</summary>
internal static class NamedStacks
{
    public static StackRecord Require(this StackParts parts, JsonObject input)
    {
        var name = input["StackName"]!.ToString();
        return parts.Stacks.Find(name) is { IsDeleted: false } stack ? stack : throw CloudFormationErrors.Validation($"Stack [{name}] does not exist");
    }

    /// <summary>The stack with the role that the request names, which stays the stack's.</summary>
    public static StackRecord As(this StackParts parts, StackRecord stack, JsonObject input)
    {
        var role = input["RoleARN"]?.ToString() ?? stack.Current?.RoleArn;
        parts.Context.DemandTrust(role);
        return stack.Current is { } current ? stack with { Current = current with { RoleArn = role } } : stack;
    }
}
