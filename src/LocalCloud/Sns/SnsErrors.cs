using LocalCloud.Api;

namespace LocalCloud.Sns;

/// <summary>SNS's errors under the names of its API model.</summary>
internal static class SnsErrors
{
    public static AwsException InvalidParameter(string reason) => new("InvalidParameterException", 400, $"Invalid parameter: {reason}");

    public static AwsException NotFound(string message) => new("NotFoundException", 404, message);
}
