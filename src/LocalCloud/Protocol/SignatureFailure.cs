using LocalCloud.Api;

namespace LocalCloud.Protocol;

/// <summary>Why a request's signature was not accepted; each protocol has its own names for these.</summary>
public sealed record SignatureFailure(SignatureFailureKind Kind, string Message)
{
    /// <summary>The error in the words of a service; <paramref name="protocol"/> is the model's, with <c>rest-xml</c> for S3.</summary>
    public AwsException ToException(string protocol) => protocol switch
    {
        "rest-xml" => new(S3Code, S3Status, Message),
        "query" => new(QueryCode, 403, Message),
        "json" => new(JsonCode, 400, Message),
        _ => new(JsonCode, 403, Message),
    };

    public static SignatureFailure Mismatch() => new(
        SignatureFailureKind.Mismatch,
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.");

    private string JsonCode => Kind switch
    {
        SignatureFailureKind.Missing => "MissingAuthenticationTokenException",
        SignatureFailureKind.Incomplete => "IncompleteSignatureException",
        SignatureFailureKind.UnknownKey or SignatureFailureKind.WrongToken => "UnrecognizedClientException",
        SignatureFailureKind.ExpiredToken => "ExpiredTokenException",
        _ => "InvalidSignatureException",
    };

    private string QueryCode => Kind switch
    {
        SignatureFailureKind.Missing => "MissingAuthenticationToken",
        SignatureFailureKind.Incomplete => "IncompleteSignature",
        SignatureFailureKind.UnknownKey or SignatureFailureKind.WrongToken => "InvalidClientTokenId",
        SignatureFailureKind.ExpiredToken => "ExpiredToken",
        _ => "SignatureDoesNotMatch",
    };

    private string S3Code => Kind switch
    {
        SignatureFailureKind.Missing or SignatureFailureKind.ExpiredUrl => "AccessDenied",
        SignatureFailureKind.Incomplete => "AuthorizationHeaderMalformed",
        SignatureFailureKind.UnknownKey => "InvalidAccessKeyId",
        SignatureFailureKind.WrongToken => "InvalidToken",
        SignatureFailureKind.ExpiredToken => "ExpiredToken",
        SignatureFailureKind.Skewed => "RequestTimeTooSkewed",
        SignatureFailureKind.WrongPayload => "XAmzContentSHA256Mismatch",
        _ => "SignatureDoesNotMatch",
    };

    private int S3Status => Kind is SignatureFailureKind.Incomplete or SignatureFailureKind.WrongToken
        or SignatureFailureKind.ExpiredToken or SignatureFailureKind.WrongPayload ? 400 : 403;
}
