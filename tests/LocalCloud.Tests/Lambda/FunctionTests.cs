using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Tests.Processes;
using Xunit;

namespace LocalCloud.Tests.Lambda;

public sealed class FunctionTests : IAsyncLifetime
{
    // As ELF numbers them.
    private const char X86 = (char)62;
    private const char Arm = (char)183;

    private LambdaFixture _lambda = null!;

    public async ValueTask InitializeAsync() => _lambda = await LambdaFixture.StartAsync();

    public ValueTask DisposeAsync() => _lambda.DisposeAsync();

    [Fact]
    public async Task Create_FromS3_FetchesAsTheCaller()
    {
        _lambda.Compute.Objects.Objects["assets/code.zip"] = LambdaFixture.Zip(("bootstrap", "#!/bin/bash"));

        var output = await _lambda.CreateAsync(change: input => input["Code"] = new JsonObject { ["S3Bucket"] = "assets", ["S3Key"] = "code.zip" });

        Assert.Equal(ComputeFixture.Caller.Arn, Assert.Single(_lambda.Compute.Objects.Callers));
        Assert.Equal(("Active", "$LATEST"), ((string)output["State"]!, (string)output["Version"]!));
        Assert.Matches(@"^\d{4}-.*\+0000$", (string)output["LastModified"]!);
    }

    [Fact]
    public async Task Create_WithAnExecutableForAnotherProcessor_IsRefused()
    {
        var (other, own) = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? (X86, "arm64") : (Arm, "x86_64");

        var exception = await Assert.ThrowsAsync<AwsException>(() => _lambda.CreateAsync(change: input => Give(input, other)));

        Assert.Equal("InvalidParameterValueException", exception.Code);
        Assert.Contains($"deploy a package for {own}.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_WithAnExecutableForAnotherProcessorThanDeclared_IsRefused()
    {
        var exception = await Assert.ThrowsAsync<AwsException>(() => _lambda.CreateAsync(change: input =>
        {
            Give(input, X86);
            input["Architectures"] = new JsonArray("arm64");
        }));

        Assert.Contains("Architectures is arm64, but the package's bootstrap is an executable for x86_64", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpdateCode_ToAnExecutableForAnotherProcessor_LeavesTheFunctionAsItWas()
    {
        var before = await _lambda.CreateAsync();
        var input = new JsonObject { ["FunctionName"] = "echo", ["ZipFile"] = Executable(X86), ["Architectures"] = new JsonArray("arm64") };

        await Assert.ThrowsAsync<AwsException>(() => _lambda.CallAsync("UpdateFunctionCode", input));

        var after = await _lambda.CallAsync("GetFunctionConfiguration", new JsonObject { ["FunctionName"] = "echo" });
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Fact]
    public async Task Create_DemandsPassRole()
    {
        await _lambda.CreateAsync();

        var asked = Assert.Single(_lambda.Compute.Authorizer.Asked, question => question.Request.Action == "iam:PassRole").Request;
        Assert.Equal(ComputeFixture.Role("function"), asked.Resource);
        Assert.Equal("lambda.amazonaws.com", asked.ConditionKeys["iam:PassedToService"]);
    }

    [Fact]
    public async Task Create_Twice_Conflicts()
    {
        await _lambda.CreateAsync();

        var exception = await Assert.ThrowsAsync<AwsException>(() => _lambda.CreateAsync());

        Assert.Equal(("ResourceConflictException", 409), (exception.Code, exception.Status));
    }

    [Fact]
    public async Task Create_UnservedThings_AreAllNamed()
    {
        var exception = await Assert.ThrowsAsync<AwsException>(() => _lambda.CreateAsync(change: input =>
        {
            input["Runtime"] = "python3.12";
            input["Timeout"] = 1000;
            input["Layers"] = new JsonArray("arn:aws:lambda:us-east-1:000000000000:layer:x:1");
        }));

        Assert.Contains("python3.12 is not served by LocalCloud; served: provided.al2023", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Layers", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'timeout'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_RoleThatDoesNotTrustLambda_IsRefused()
    {
        _lambda.Compute.Roles.Untrusting.Add(ComputeFixture.Role("function"));

        var exception = await Assert.ThrowsAsync<AwsException>(() => _lambda.CreateAsync());

        Assert.Equal("The role defined for the function cannot be assumed by Lambda.", exception.Message);
    }

    [Fact]
    public async Task Create_ArchiveThatLeavesItsFolder_IsRefused()
    {
        var exception = await Assert.ThrowsAsync<AwsException>(() => _lambda.CreateAsync(
            change: input => input["Code"]!["ZipFile"] = Convert.ToBase64String(LambdaFixture.Zip(("../../evil", "x")))));

        Assert.Contains("outside its folder", exception.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_lambda.Compute.Folder, "lambda", "evil")));
    }

    [Fact]
    public async Task AddPermission_ThenInvoke_CarriesThePolicy()
    {
        await _lambda.CreateAsync();

        await _lambda.CallAsync("AddPermission", new JsonObject
        {
            ["FunctionName"] = "echo",
            ["StatementId"] = "rule",
            ["Action"] = "lambda:InvokeFunction",
            ["Principal"] = "events.amazonaws.com",
            ["SourceArn"] = "arn:aws:events:us-east-1:000000000000:rule/r",
        });
        await _lambda.InvokeAsync("1", "DryRun");

        var policy = JsonNode.Parse(_lambda.Compute.Authorizer.Asked.Last().Request.ResourcePolicy!)!;
        Assert.Equal("events.amazonaws.com", (string)policy["Statement"]![0]!["Principal"]!["Service"]!);
        Assert.Equal("arn:aws:events:us-east-1:000000000000:rule/r", (string)policy["Statement"]![0]!["Condition"]!["ArnLike"]!["AWS:SourceArn"]!);
    }

    [Fact]
    public async Task RemovePermission_LastStatement_LeavesNoPolicy()
    {
        await _lambda.CreateAsync();
        var permission = new JsonObject { ["FunctionName"] = "echo", ["StatementId"] = "s", ["Action"] = "lambda:InvokeFunction", ["Principal"] = "*" };
        await _lambda.CallAsync("AddPermission", permission);

        await _lambda.CallAsync("RemovePermission", new JsonObject { ["FunctionName"] = "echo", ["StatementId"] = "s" });

        var exception = await Assert.ThrowsAsync<AwsException>(() => _lambda.CallAsync("GetPolicy", new JsonObject { ["FunctionName"] = "echo" }));
        Assert.Equal("ResourceNotFoundException", exception.Code);
    }

    [Fact]
    public async Task List_InPages_GivesEveryFunctionOnce()
    {
        foreach (var name in (string[])["a", "b", "c"])
        {
            await _lambda.CreateAsync(name);
        }

        var first = await _lambda.CallAsync("ListFunctions", new JsonObject { ["MaxItems"] = 2 });
        var second = await _lambda.CallAsync("ListFunctions", new JsonObject { ["MaxItems"] = 2, ["Marker"] = (string)first["NextMarker"]! });

        Assert.Equal(["a", "b", "c"], first["Functions"]!.AsArray().Concat(second["Functions"]!.AsArray()).Select(function => (string)function!["FunctionName"]!));
        Assert.Null(second["NextMarker"]);
    }

    [Fact]
    public async Task Delete_ThenGet_IsNotFound()
    {
        await _lambda.CreateAsync();

        await _lambda.CallAsync("DeleteFunction", new JsonObject { ["FunctionName"] = "arn:aws:lambda:us-east-1:000000000000:function:echo" });

        var exception = await Assert.ThrowsAsync<AwsException>(() => _lambda.CallAsync("GetFunction", new JsonObject { ["FunctionName"] = "echo" }));
        Assert.Equal("ResourceNotFoundException", exception.Code);
    }

    // What a program file's first bytes say; nothing of it is run.
    private static string Executable(char machine) =>
        Convert.ToBase64String(LambdaFixture.Zip(("bootstrap", "\u007fELF\u0002\u0001\u0001" + new string('\0', 9) + "\u0003\0" + machine + "\0")));

    private static void Give(JsonObject input, char machine)
    {
        input["Code"] = new JsonObject { ["ZipFile"] = Executable(machine) };
        input["Architectures"] = new JsonArray(machine == Arm ? "arm64" : "x86_64");
    }
}
