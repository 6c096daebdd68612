namespace LocalCloud.SageMaker.Images;

/// <summary>
/// What runs in place of a container image: a command (absolute path first) to which SageMaker's arguments are appended, and
/// the environment variable that moves its <c>/opt/ml</c>.
/// </summary>
public sealed record RegisteredImage
{
    public required IReadOnlyList<string> Command { get; init; }

    public required string RootVariable { get; init; }
}
