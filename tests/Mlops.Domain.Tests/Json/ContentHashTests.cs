using System.Security.Cryptography;
using System.Text;
using Mlops.Domain.Json;

namespace Mlops.Domain.Tests.Json;

public sealed class ContentHashTests
{
    [Fact]
    public void Of_Text_IsSha256InLowerHex() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ContentHash.Of("abc"));

    [Fact]
    public async Task OfAsync_Stream_EqualsOfBytes() =>
        Assert.Equal(ContentHash.Of("abc"), await ContentHash.OfAsync(new MemoryStream("abc"u8.ToArray()), TestContext.Current.CancellationToken));

    [Fact]
    public void FromBase64_FullObjectChecksum_IsTheSameHash() =>
        Assert.Equal(ContentHash.Of("abc"), ContentHash.FromBase64(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes("abc")))));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("YWJj")]
    [InlineData("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=-2")]
    public void FromBase64_AnythingElse_IsNull(string? checksum) => Assert.Null(ContentHash.FromBase64(checksum));
}
