using LocalCloud.Api;

namespace LocalCloud.S3;

/// <summary>Who calls S3 and from where: what IAM asks about and what the object's event reports.</summary>
public sealed record S3Caller(Principal Principal)
{
    public string RequestId { get; init; } = "0000000000000000";

    public string SourceIpAddress { get; init; } = "127.0.0.1";

    public static implicit operator S3Caller(Principal principal) => new(principal);

    public static S3Caller FromPrincipal(Principal principal) => new(principal);
}
