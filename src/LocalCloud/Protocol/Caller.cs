using LocalCloud.Api;

namespace LocalCloud.Protocol;

/// <summary>The answer to "who sent this request": somebody, nobody in particular, or somebody whose signature is wrong.</summary>
public abstract record Caller
{
    private Caller()
    {
    }

    /// <summary><see cref="Key"/> is what the chunks of a streamed body are signed with; their signatures are not verified here.</summary>
    public sealed record Known(Principal Principal, Signature Signature, SigningKey Key) : Caller;

    public sealed record Unsigned : Caller;

    public sealed record Rejected(SignatureFailure Failure, Signature? Signature) : Caller;
}
