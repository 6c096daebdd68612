using LocalCloud.Api;

namespace LocalCloud.CloudWatch;

/// <summary>CloudWatch's errors under the codes of its API model.</summary>
internal static class CloudWatchErrors
{
    public static AwsException InvalidValue(string message) => new("InvalidParameterValue", 400, message);

    public static AwsException InvalidCombination(string message) => new("InvalidParameterCombination", 400, message);

    public static AwsException Missing(string message) => new("MissingParameter", 400, message);

    public static AwsException NotFound(string message) => new("ResourceNotFound", 404, message);

    public static AwsException InvalidToken() => new("InvalidNextToken", 400, "The token is not one that this operation has given.");

    /// <summary>A request that AWS would serve and LocalCloud does not; <paramref name="what"/> names it.</summary>
    public static AwsException NotServed(string what) => AwsException.Validation($"LocalCloud does not serve {what}.");
}
