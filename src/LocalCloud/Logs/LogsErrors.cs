using LocalCloud.Api;

namespace LocalCloud.Logs;

/// <summary>The errors of CloudWatch Logs, in its words.</summary>
internal static class LogsErrors
{
    public static AwsException NoGroup() => new("ResourceNotFoundException", 400, "The specified log group does not exist.");

    public static AwsException NoStream() => new("ResourceNotFoundException", 400, "The specified log stream does not exist.");

    public static AwsException GroupExists() => new("ResourceAlreadyExistsException", 400, "The specified log group already exists");

    public static AwsException StreamExists() => new("ResourceAlreadyExistsException", 400, "The specified log stream already exists");

    public static AwsException Invalid(string message) => new("InvalidParameterException", 400, message);

    public static AwsException InvalidToken() => Invalid("The specified nextToken is invalid.");

    /// <summary>A request that AWS would serve and LocalCloud does not; <paramref name="what"/> names it.</summary>
    public static AwsException NotServed(string what) => Invalid($"LocalCloud does not serve {what}.");
}
