using Amazon.Runtime;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using LocalCloud.Tests.Testing;

namespace LocalCloud.Tests.Protocol;

/// <summary>The clients that users have, against the endpoint.</summary>
public sealed class OfficialClientTests
{
    private const string Script = """
        import sys, boto3
        from botocore.exceptions import ClientError
        url, key, secret = sys.argv[1:]
        def client(name):
            return boto3.client(name, endpoint_url=url, region_name="us-east-1", aws_access_key_id=key, aws_secret_access_key=secret)
        ssm = client("ssm")
        ssm.put_parameter(Name="/boto", Value="ü & <x>", Type="String")
        print(ssm.get_parameter(Name="/boto")["Parameter"]["Value"] == "ü & <x>")
        print(client("sts").get_caller_identity()["Arn"])
        try:
            ssm.get_parameter(Name="/none")
        except ClientError as error:
            print(error.response["Error"]["Code"])
        """;

    [Fact]
    public async Task DotNetSdk_PutsGetsAndDeletesAParameter()
    {
        await using var server = await ProtocolServer.StartAsync();
        using var client = Client(server);
        var cancellationToken = TestContext.Current.CancellationToken;

        await client.PutParameterAsync(new() { Name = "/mlops/bus", Value = "mlops", Type = ParameterType.String }, cancellationToken);
        var found = await client.GetParameterAsync(new() { Name = "/mlops/bus" }, cancellationToken);
        var many = await client.GetParametersAsync(new() { Names = ["/mlops/bus", "/none"] }, cancellationToken);
        await client.DeleteParameterAsync(new() { Name = "/mlops/bus" }, cancellationToken);

        Assert.Equal("mlops", found.Parameter.Value);
        Assert.Equal("arn:aws:ssm:us-east-1:111122223333:parameter/mlops/bus", found.Parameter.ARN);
        Assert.Equal(server.Iam.Clock.GetUtcNow().UtcDateTime, found.Parameter.LastModifiedDate!.Value.ToUniversalTime());
        Assert.Equal(["/none"], many.InvalidParameters);
        await Assert.ThrowsAsync<ParameterNotFoundException>(() => client.GetParameterAsync(new() { Name = "/mlops/bus" }, cancellationToken));
    }

    [Fact]
    public async Task DotNetSdk_WithAWrongSecret_IsTold()
    {
        await using var server = await ProtocolServer.StartAsync();
        using var client = Client(server, secret: "wrong");

        var error = await Assert.ThrowsAnyAsync<AmazonSimpleSystemsManagementException>(
            () => client.GetParameterAsync(new() { Name = "/a" }, TestContext.Current.CancellationToken));

        Assert.Equal("InvalidSignatureException", error.ErrorCode);
    }

    [Fact]
    public async Task Boto3_ReadsParametersIdentityAndErrors()
    {
        await using var server = await ProtocolServer.StartAsync();

        var output = await PythonAsync(Script, server.Address.ToString(), server.Root.AccessKeyId, server.Root.SecretAccessKey);

        Assert.Equal(["True", "arn:aws:iam::111122223333:root", "ParameterNotFound"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static AmazonSimpleSystemsManagementClient Client(ProtocolServer server, string? secret = null) => new(
        new BasicAWSCredentials(server.Root.AccessKeyId, secret ?? server.Root.SecretAccessKey),
        new AmazonSimpleSystemsManagementConfig { ServiceURL = server.Address.ToString(), AuthenticationRegion = "us-east-1" });

    private static Task<string> PythonAsync(string script, params string[] arguments) =>
        PythonClient.RunAsync(script, TimeSpan.FromSeconds(60), arguments);
}
