using System.Diagnostics.CodeAnalysis;

namespace LocalCloud.StatesLanguage.Definition;

/// <summary>What a Task calls: a Lambda function by its ARN, or a service integration.</summary>
public abstract record TaskResource(string Arn)
{
    public sealed record LambdaFunction(string Arn) : TaskResource(Arn);

    /// <summary>
    /// <c>arn:aws:states:::&lt;ResourceType&gt;:&lt;Action&gt;&lt;Pattern&gt;</c>; the type is a service (<c>lambda</c>) or
    /// <c>aws-sdk:&lt;service&gt;</c>, the pattern empty, <c>.sync</c>, <c>.sync:2</c> or <c>.waitForTaskToken</c>.
    /// </summary>
    public sealed record Integration(string Arn, string ResourceType, string Action, string Pattern) : TaskResource(Arn)
    {
        public bool WaitsForToken => Pattern == ".waitForTaskToken";

        public bool IsSdk => ResourceType.StartsWith("aws-sdk:", StringComparison.Ordinal);

        /// <summary>The action as history events show it, such as <c>createTrainingJob.sync</c>.</summary>
        public string Resource => Action + Pattern;
    }

    private const string IntegrationPrefix = "arn:aws:states:::";

    public static bool TryParse(string arn, [NotNullWhen(true)] out TaskResource? resource)
    {
        resource = arn.StartsWith(IntegrationPrefix, StringComparison.Ordinal) ? ParseIntegration(arn) : ParseFunction(arn);
        return resource is not null;
    }

    private static LambdaFunction? ParseFunction(string arn)
    {
        var parts = arn.Split(':');
        return parts.Length is 7 or 8 && parts[0] == "arn" && parts[2] == "lambda" && parts[5] == "function" && parts[6].Length > 0
            ? new LambdaFunction(arn)
            : null;
    }

    private static Integration? ParseIntegration(string arn)
    {
        var rest = arn[IntegrationPrefix.Length..];
        var isSdk = rest.StartsWith("aws-sdk:", StringComparison.Ordinal);
        var colon = rest.IndexOf(':', isSdk ? "aws-sdk:".Length : 0);
        if (colon <= 0 || colon == rest.Length - 1)
        {
            return null;
        }

        var (type, action) = (rest[..colon], rest[(colon + 1)..]);
        var dot = action.IndexOf('.', StringComparison.Ordinal);
        var pattern = dot < 0 ? "" : action[dot..];
        return pattern is "" or ".sync" or ".sync:2" or ".waitForTaskToken"
            ? new Integration(arn, type, dot < 0 ? action : action[..dot], pattern)
            : null;
    }
}
