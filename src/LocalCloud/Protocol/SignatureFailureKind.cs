namespace LocalCloud.Protocol;

/// <summary>The ways in which a signature can be wrong.</summary>
public enum SignatureFailureKind
{
    Missing,
    Incomplete,
    UnknownKey,
    WrongToken,
    ExpiredToken,
    Skewed,
    ExpiredUrl,
    WrongPayload,
    Mismatch,
}
