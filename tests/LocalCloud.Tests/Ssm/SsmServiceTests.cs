using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Models;
using LocalCloud.Ssm;
using LocalCloud.Tests.Iam;

namespace LocalCloud.Tests.Ssm;

public sealed class SsmServiceTests : IDisposable
{
    private readonly IamFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task PutParameter_Twice_NeedsOverwrite()
    {
        await PutAsync("""{"Name":"/a","Value":"1","Type":"String"}""");

        var refused = await Assert.ThrowsAsync<AwsException>(() => PutAsync("""{"Name":"/a","Value":"2","Type":"String"}"""));
        var version = await PutAsync("""{"Name":"/a","Value":"2","Overwrite":true}""");

        Assert.Equal("ParameterAlreadyExists", refused.Code);
        Assert.Equal(2, (long)version["Version"]!);
    }

    [Theory]
    [InlineData("""{"Name":"/a","Value":"1"}""", "ValidationException")]
    [InlineData("""{"Name":"/a","Value":"1","Type":"SecureString"}""", "UnsupportedParameterType")]
    [InlineData("""{"Name":"/a","Value":"1","Type":"Text"}""", "ValidationException")]
    public async Task PutParameter_OfAnUnservedType_IsRefused(string input, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<AwsException>(() => PutAsync(input))).Code);

    [Theory]
    [InlineData("/a/b")]
    [InlineData("arn:aws:ssm:us-east-1:111122223333:parameter/a/b")]
    [InlineData("/a/b:1")]
    public async Task GetParameter_ByNameArnOrVersion_FindsIt(string name)
    {
        await PutAsync("""{"Name":"/a/b","Value":"1","Type":"String"}""");

        var found = await CallAsync("GetParameter", new() { ["Name"] = name });

        Assert.Equal("/a/b", (string)found["Parameter"]!["Name"]!);
    }

    [Fact]
    public async Task GetParameter_OfAnotherVersion_SaysWhichIsKept()
    {
        await PutAsync("""{"Name":"/a","Value":"1","Type":"String"}""");

        var missing = await Assert.ThrowsAsync<AwsException>(() => CallAsync("GetParameter", new() { ["Name"] = "/a:7" }));

        Assert.Equal("ParameterVersionNotFound", missing.Code);
    }

    [Fact]
    public async Task GetParameter_AfterARestart_IsStillThere()
    {
        await PutAsync("""{"Name":"plain","Value":"1","Type":"StringList"}""");

        _fixture.Restart();

        Assert.Equal("arn:aws:ssm:us-east-1:111122223333:parameter/plain", (string)(await CallAsync("GetParameter", new() { ["Name"] = "plain" }))["Parameter"]!["ARN"]!);
    }

    [Fact]
    public async Task DeleteParameter_ThatIsNotThere_SaysSo() =>
        Assert.Equal("ParameterNotFound", (await Assert.ThrowsAsync<AwsException>(() => CallAsync("DeleteParameter", new() { ["Name"] = "/a" }))).Code);

    private Task<JsonObject> PutAsync(string input) => CallAsync("PutParameter", IamFixture.Json(input));

    private Task<JsonObject> CallAsync(string operation, JsonObject input) =>
        new ApiDispatcher([new SsmService(_fixture.Identity, _fixture.Store.Store, _fixture.Clock).Api], new RequestValidator(), _fixture.Iam)
            .CallAsync("ssm", operation, input, new Principal.Root(IamFixture.Account), TestContext.Current.CancellationToken);
}
