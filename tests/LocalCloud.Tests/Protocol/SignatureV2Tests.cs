using LocalCloud.Api;
using LocalCloud.Protocol;
using LocalCloud.Tests.Iam;

namespace LocalCloud.Tests.Protocol;

/// <summary>Links of Signature Version 2, held against the example of S3's developer guide.</summary>
public sealed class SignatureV2Tests : IDisposable
{
    private const string Signed = "AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D&Expires=1175139620";
    private static readonly SignatureOptions NoClock = new() { AllowedSkew = null };

    private readonly IamFixture _fixture = new();

    public SignatureV2Tests() => _fixture.Credentials.AddRoot(IamFixture.Account, "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Identify_TheGuidesExample_IsItsSigner() =>
        Assert.Equal(new Principal.Root(IamFixture.Account), Assert.IsType<Caller.Known>(Identify("/johnsmith/photos/puppy.jpg", Signed, NoClock)).Principal);

    [Theory]
    [InlineData("/johnsmith/photos/kitten.jpg", Signed)]
    [InlineData("/johnsmith/photos/puppy.jpg", Signed + "&versionId=2")]
    [InlineData("/johnsmith/photos/puppy.jpg", Signed + "&x-amz-acl=public-read")]
    public void Identify_WhatWasNotSigned_DoesNotMatch(string path, string query) =>
        Assert.Equal(SignatureFailureKind.Mismatch, Assert.IsType<Caller.Rejected>(Identify(path, query, NoClock)).Failure.Kind);

    [Fact]
    public void Identify_AfterItsEnd_HasExpired() =>
        Assert.Equal(SignatureFailureKind.ExpiredUrl, Assert.IsType<Caller.Rejected>(Identify("/johnsmith/photos/puppy.jpg", Signed, new())).Failure.Kind);

    [Fact]
    public void Identify_AnUnknownKey_SaysSo() => Assert.Equal(
        SignatureFailureKind.UnknownKey,
        Assert.IsType<Caller.Rejected>(Identify("/johnsmith/photos/puppy.jpg", Signed.Replace("AKIAIOSFODNN7EXAMPLE", "AKIANOBODY", StringComparison.Ordinal), NoClock)).Failure.Kind);

    private Caller Identify(string path, string query, SignatureOptions options)
    {
        var request = new SignedRequest("GET", path, query, new Dictionary<string, IReadOnlyList<string>> { ["host"] = ["127.0.0.1"] });
        return new CallerIdentifier(_fixture.Credentials, new SignatureVerifier(options, _fixture.Clock), _fixture.Clock).Identify(request, bodySha256: null);
    }
}
