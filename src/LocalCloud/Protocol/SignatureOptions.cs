namespace LocalCloud.Protocol;

/// <summary>
/// How far a client's clock may be off. Null when the cloud's clock is not the clients' (accelerated or stepped time):
/// then neither the skew nor the expiry of presigned URLs is checked.
/// </summary>
public sealed record SignatureOptions
{
    public TimeSpan? AllowedSkew { get; init; } = TimeSpan.FromMinutes(15);
}
