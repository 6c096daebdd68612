using LocalCloud.Api;

namespace LocalCloud.Iam;

/// <summary>An access key and whom it stands for. Its text form shows no secret.</summary>
public sealed record Credentials
{
    public required string AccessKeyId { get; init; }

    public required string SecretAccessKey { get; init; }

    /// <summary>Set on the credentials of role sessions only.</summary>
    public string? SessionToken { get; init; }

    public DateTimeOffset? Expiration { get; init; }

    public required Principal Principal { get; init; }

    public override string ToString() => $"{AccessKeyId} of {Principal.Arn}";
}
