using System.Text.Json.Nodes;
using LocalCloud.CloudFormation;

namespace LocalCloud.Tests.Hosting;

/// <summary>Resources of several calls: nothing is left behind when one of them fails, and nothing that an update has dropped.</summary>
public sealed class ResourceChangeTests : IAsyncDisposable
{
    private const string Roles = """
        "A":{"Type":"AWS::IAM::Role","Properties":{"RoleName":"a","AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"lambda.amazonaws.com"}}]}}},
        "B":{"Type":"AWS::IAM::Role","Properties":{"RoleName":"b","AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"lambda.amazonaws.com"}}]}}},
        """;

    /// <summary>A policy whose only statement is in no array.</summary>
    private const string OneStatement = """
        {"Version":"2012-10-17","Statement":{"Sid":"Before","Effect":"Allow","Principal":{"AWS":"333333333333"},"Action":"events:PutEvents",
          "Resource":"arn:aws:events:us-east-1:000000000000:event-bus/default"}}
        """;

    private readonly CloudFixture _cloud = new();

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Theory]
    [InlineData("""{"Type":"AWS::Logs::LogGroup","Properties":{"LogGroupName":"/fails","RetentionInDays":2}}""", "logs", "DescribeLogGroups")]
    [InlineData("""{"Type":"AWS::SageMaker::ModelPackageGroup","Properties":{"ModelPackageGroupName":"fails","ModelPackageGroupPolicy":{"Statement":[{"Effect":"Perhaps"}]}}}""", "sagemaker", "ListModelPackageGroups")]
    public async Task Creation_ThatFailsAfterItsFirstCall_LeavesNothing(string resource, string service, string list)
    {
        await Assert.ThrowsAsync<DeploymentException>(() => _cloud.DeployAsync("""{"Resources":{"R":RESOURCE}}""".Replace("RESOURCE", resource, StringComparison.Ordinal)));

        Assert.Equal("ROLLBACK_COMPLETE", _cloud.Stack.Status);
        Assert.DoesNotContain("fails", (await _cloud.CallAsync(service, list)).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LogGroup_TagAndRetentionDropped_AreGone()
    {
        const string Template = """{"Resources":{"G":{"Type":"AWS::Logs::LogGroup","Properties":{"LogGroupName":"/g","Tags":[{"Key":"kept","Value":"1"}]}}}}""";
        await _cloud.DeployAsync(Template
            .Replace("\"Tags\":[", "\"RetentionInDays\":7,\"Tags\":[{\"Key\":\"dropped\",\"Value\":\"1\"},", StringComparison.Ordinal));

        await _cloud.DeployAsync(Template);

        var group = (await _cloud.CallAsync("logs", "DescribeLogGroups"))["logGroups"]![0]!;
        var tags = await _cloud.CallAsync("logs", "ListTagsForResource", new() { ["resourceArn"] = group["logGroupArn"]!.ToString() });
        Assert.Null(group["retentionInDays"]);
        Assert.Equal("""{"kept":"1"}""", tags["tags"]!.ToJsonString());
    }

    [Fact]
    public async Task EventBusPolicy_ChangesOneStatementAlone()
    {
        await _cloud.CallAsync("events", "PutPermission", new() { ["Policy"] = OneStatement });
        await _cloud.DeployAsync(BusPolicy("One"));
        var added = await StatementIdsAsync();

        await _cloud.DeployAsync(BusPolicy("Two"));

        Assert.Equal(["Before", "One"], added);
        Assert.Equal(["Before", "Two"], await StatementIdsAsync());
    }

    [Fact]
    public async Task Policy_ForARoleThatIsMissing_IsPutOnNone()
    {
        await _cloud.DeployAsync(Policy("""{"Ref":"A"}"""));

        await Assert.ThrowsAsync<DeploymentException>(() => _cloud.DeployAsync(Policy("""{"Ref":"A"},{"Ref":"B"},"missing" """)));

        Assert.Equal(("UPDATE_ROLLBACK_COMPLETE", 1, 0), (_cloud.Stack.Status, await PoliciesAsync("a"), await PoliciesAsync("b")));
    }

    [Fact]
    public async Task RoleId_IsTheOneThatIamGives()
    {
        await _cloud.DeployAsync(Policy("""{"Ref":"A"}"""));

        var role = await _cloud.CallAsync("iam", "GetRole", new() { ["RoleName"] = "a" });

        Assert.Equal(role["Role"]!["RoleId"]!.ToString(), _cloud.Stack.Find("A")!.Attributes["RoleId"]);
    }

    private static string Policy(string roles) => $$$"""
        {"Resources":{ {{{Roles}}}
          "P":{"Type":"AWS::IAM::Policy","DependsOn":["A","B"],"Properties":{"PolicyName":"p","Roles":[{{{roles}}}],"PolicyDocument":{"Version":"2012-10-17",
            "Statement":[{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"*"}] } } } } }
        """;

    private static string BusPolicy(string id) => """
        {"Resources":{"P":{"Type":"AWS::Events::EventBusPolicy","Properties":{"StatementId":"ID","Statement":{"Effect":"Allow","Principal":{"AWS":"111111111111"},
          "Action":"events:PutEvents","Resource":"arn:aws:events:us-east-1:000000000000:event-bus/default"}}}}}
        """.Replace("ID", id, StringComparison.Ordinal);

    private async Task<IEnumerable<string>> StatementIdsAsync()
    {
        var policy = (await _cloud.CallAsync("events", "DescribeEventBus"))["Policy"]!.ToString();
        return JsonNode.Parse(policy)!["Statement"]!.AsArray().Select(statement => statement!["Sid"]!.ToString()).ToList();
    }

    private async Task<int> PoliciesAsync(string role) =>
        (await _cloud.CallAsync("iam", "ListRolePolicies", new() { ["RoleName"] = role }))["PolicyNames"]!.AsArray().Count;
}
