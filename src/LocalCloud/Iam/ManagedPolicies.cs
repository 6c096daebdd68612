using LocalCloud.Api;
using LocalCloud.Policies;

namespace LocalCloud.Iam;

/// <summary>The AWS managed policies that LocalCloud knows. Any other is refused by name: an unknown one would grant nothing.</summary>
public static class ManagedPolicies
{
    private static readonly Dictionary<string, PolicyDocument> Documents = new(StringComparer.Ordinal)
    {
        ["arn:aws:iam::aws:policy/AdministratorAccess"] = Allow("*"),
        ["arn:aws:iam::aws:policy/AWSCloudFormationReadOnlyAccess"] = Allow(
            "cloudformation:Describe*", "cloudformation:EstimateTemplateCost", "cloudformation:Get*", "cloudformation:List*",
            "cloudformation:ValidateTemplate", "cloudformation:Detect*"),
        ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"] = Allow("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"),
    };

    public static PolicyDocument Get(string arn) => Documents.TryGetValue(arn, out var found)
        ? found
        : throw new AwsException("NoSuchEntity", 404,
            $"Policy {arn} does not exist or is not attachable. LocalCloud knows: {string.Join(", ", Documents.Keys)}. Write the permissions as an inline policy instead.");

    private static PolicyDocument Allow(params string[] actions) => new()
    {
        HasVariables = true,
        Statements = [new() { Effect = Effect.Allow, Actions = actions, Resources = ["*"], Conditions = [] }],
    };
}
