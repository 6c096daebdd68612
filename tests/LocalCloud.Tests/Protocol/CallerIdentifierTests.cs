using LocalCloud.Api;
using LocalCloud.Iam;
using LocalCloud.Protocol;
using LocalCloud.Tests.Iam;

namespace LocalCloud.Tests.Protocol;

public sealed class CallerIdentifierTests : IDisposable
{
    private const string Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private readonly IamFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Identify_WithARolesKeys_IsItsSession()
    {
        var known = Assert.IsType<Caller.Known>(Identify(Signed(Session)));

        Assert.Equal(_fixture.Worker, known.Principal);
    }

    [Fact]
    public void Identify_WithoutASignature_IsUnsigned() =>
        Assert.IsType<Caller.Unsigned>(Identify(new("GET", "/", "", new Dictionary<string, IReadOnlyList<string>>())));

    [Fact]
    public void Identify_WithAnotherSecret_DoesNotMatch() =>
        Assert.Equal(SignatureFailureKind.Mismatch, Failure(Signed(Session with { SecretAccessKey = "guess" })));

    [Fact]
    public void Identify_WithAnUnknownKey_SaysSo() =>
        Assert.Equal(SignatureFailureKind.UnknownKey, Failure(Signed(Session with { AccessKeyId = "AKIANOBODY" })));

    [Fact]
    public void Identify_WithAnotherToken_SaysSo() =>
        Assert.Equal(SignatureFailureKind.WrongToken, Failure(Signed(Session with { SessionToken = "guess" })));

    [Fact]
    public void Identify_AfterTheCredentialsExpiry_SaysSo()
    {
        var session = Session;
        _fixture.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(SignatureFailureKind.ExpiredToken, Failure(Signed(session)));
    }

    [Fact]
    public void Identify_WithTheClockOff_IsSkewedUnlessSwitchedOff()
    {
        var root = _fixture.Credentials.EnsureRoot(IamFixture.Account);
        _fixture.Clock.Advance(TimeSpan.FromMinutes(16));

        Assert.Equal(SignatureFailureKind.Skewed, Failure(Signed(root)));
        Assert.IsType<Caller.Known>(Identify(Signed(root), new SignatureOptions { AllowedSkew = null }));
    }

    [Fact]
    public void Identify_WithAChangedQuery_DoesNotMatch() =>
        Assert.Equal(SignatureFailureKind.Mismatch, Failure(Signed(Session) with { RawQuery = "a=2" }));

    [Fact]
    public void Identify_WithAnotherBodyThanSigned_DoesNotMatch() =>
        Assert.Equal(SignatureFailureKind.Mismatch, Failure(Signed(Session), SigningKey.Sha256("other"u8)));

    [Fact]
    public void Identify_WithAPayloadHashThatIsNotTheBodys_SaysSo() => Assert.Equal(
        SignatureFailureKind.WrongPayload,
        Failure(Signed(Session, ("x-amz-content-sha256", SigningKey.Sha256("claimed"u8))), SigningKey.Sha256("other"u8)));

    [Theory]
    [InlineData("UNSIGNED-PAYLOAD")]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD")]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER")]
    [InlineData("STREAMING-UNSIGNED-PAYLOAD-TRAILER")]
    public void Identify_OfAStreamedBody_SignsTheMarkerInstead(string marker) =>
        Assert.IsType<Caller.Known>(Identify(Signed(Session, ("x-amz-content-sha256", marker)), bodySha256: null));

    [Theory]
    [InlineData("Basic dXNlcg==")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/ssm/aws4_request")]
    [InlineData("AWS4-HMAC-SHA256 Credential=A, Credential=B, SignedHeaders=host")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIA, SignedHeaders=host, Signature=00")]
    public void Identify_WithAnUnreadableHeader_IsIncomplete(string authorization) => Assert.Equal(SignatureFailureKind.Incomplete, Failure(new(
        "GET", "/", "", new Dictionary<string, IReadOnlyList<string>> { ["authorization"] = [authorization], ["x-amz-date"] = ["20260101T000000Z"] })));

    [Theory]
    [InlineData(0, true)]
    [InlineData(61, false)]
    public void Identify_OfAPresignedUrl_HoldsItToItsExpiry(int minutesLater, bool accepted)
    {
        var request = Presigned(_fixture.Credentials.EnsureRoot(IamFixture.Account));
        _fixture.Clock.Advance(TimeSpan.FromMinutes(minutesLater));

        var caller = Identify(request, bodySha256: null);

        Assert.Equal(accepted, caller is Caller.Known);
        Assert.Equal(!accepted, caller is Caller.Rejected { Failure.Kind: SignatureFailureKind.ExpiredUrl });
    }

    [Theory]
    [InlineData("json", "InvalidSignatureException", 400)]
    [InlineData("rest-json", "InvalidSignatureException", 403)]
    [InlineData("query", "SignatureDoesNotMatch", 403)]
    [InlineData("rest-xml", "SignatureDoesNotMatch", 403)]
    public void Failure_InEachProtocol_HasItsCode(string protocol, string code, int status)
    {
        var error = new SignatureFailure(SignatureFailureKind.Mismatch, "x").ToException(protocol);

        Assert.Equal((code, status), (error.Code, error.Status));
    }

    [Fact]
    public void SignChunk_OfTheDocumentedExample_IsItsSignature()
    {
        // The example of "Signature calculations: transferring payload in multiple chunks" in S3's API reference.
        var seed = new Signature
        {
            AccessKeyId = "AKIAIOSFODNN7EXAMPLE",
            Date = "20130524",
            Region = "us-east-1",
            Service = "s3",
            SignedHeaders = [],
            Value = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
            Timestamp = "20130524T000000Z",
        };
        var chunk = new byte[65536];
        Array.Fill(chunk, (byte)'a');

        var signature = SigningKey.Derive("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", seed).SignChunk(seed, seed.Value, chunk);

        Assert.Equal("ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648", signature);
    }

    private Credentials Session => _fixture.Credentials.Issue(_fixture.Worker, TimeSpan.FromHours(1));

    private Caller Identify(SignedRequest request, SignatureOptions? options = null, string? bodySha256 = Empty) =>
        new CallerIdentifier(_fixture.Credentials, new SignatureVerifier(options ?? new(), _fixture.Clock), _fixture.Clock).Identify(request, bodySha256);

    private SignatureFailureKind Failure(SignedRequest request, string bodySha256 = Empty) =>
        Assert.IsType<Caller.Rejected>(Identify(request, bodySha256: bodySha256)).Failure.Kind;

    private static SignedRequest Signed(Credentials credentials, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/?a=1");
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        TestSigner.Sign(request, "localhost", credentials, "s3", "", headers.Length > 0 ? headers[0].Value : null);
        return new("GET", "/", "a=1", request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => (IReadOnlyList<string>)[.. header.Value]));
    }

    private static SignedRequest Presigned(Credentials credentials)
    {
        var signature = new Signature
        {
            AccessKeyId = credentials.AccessKeyId,
            Date = "20260101",
            Region = "us-east-1",
            Service = "s3",
            SignedHeaders = ["host"],
            Value = "",
            Timestamp = "20260101T000000Z",
        };
        var query = $"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={Uri.EscapeDataString($"{credentials.AccessKeyId}/{signature.Scope}")}"
            + "&X-Amz-Date=20260101T000000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host";
        var request = new SignedRequest("GET", "/bucket/a%20b//c", query, new Dictionary<string, IReadOnlyList<string>> { ["host"] = ["localhost"] });
        var value = SigningKey.Derive(credentials.SecretAccessKey, signature).Sign(SignatureVerifier.StringToSign(request, signature, "UNSIGNED-PAYLOAD"));
        return request with { RawQuery = $"{query}&X-Amz-Signature={value}" };
    }
}
