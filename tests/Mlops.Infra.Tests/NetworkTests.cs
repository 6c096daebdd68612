using System.Text.Json.Nodes;
using Mlops.Infra.Configuration;
using Mlops.Infra.Constructs;

namespace Mlops.Infra.Tests;

/// <summary>Containers and networks: isolated always, and in a VPC where the account says so.</summary>
public sealed class NetworkTests(SynthFixture synth)
{
    private static readonly string[] Jobs = ["sagemaker:createProcessingJob.sync", "sagemaker:createTrainingJob.sync", "aws-sdk:sagemaker:createModel"];

    private IEnumerable<JsonNode> Guarded => Requests(synth.GuardedMachines);

    [Fact]
    public void Container_Always_HasNoNetwork()
        => Assert.All(Requests(synth.Machines).Concat(Guarded), request =>
            Assert.True((bool)(request["NetworkConfig"]?["EnableNetworkIsolation"] ?? request["EnableNetworkIsolation"])!));

    [Fact]
    public void Container_WithoutANetworkOfTheAccount_IsInNoVpc()
        => Assert.All(Requests(synth.Machines), request => Assert.Null(Vpc(request)));

    [Fact]
    public void Container_InAVpc_IsInItsPrivateSubnets()
    {
        Assert.Equal(5, Guarded.Count());
        Assert.All(Guarded, request =>
        {
            Assert.Equal(2, Vpc(request)!["Subnets"]!.AsArray().Count);
            Assert.Single(Vpc(request)!["SecurityGroupIds"]!.AsArray());
        });
    }

    [Fact]
    public void Container_InAVpc_MayPutItsInterfaceIntoThoseSubnetsOnly()
        => Assert.All(synth.GuardedPipeline.Resources("AWS::IAM::Role").Keys.Where(role => role.StartsWith("Roles", StringComparison.Ordinal)), role =>
        {
            var statements = synth.GuardedPipeline.Statements(role);
            var create = Assert.Single(statements, statement => statement.Actions.Contains("ec2:CreateNetworkInterface"));
            Assert.Equal(4, create.Resources.Count);
            Assert.NotNull(Assert.Single(statements, statement => statement.Actions.Contains("ec2:CreateNetworkInterfacePermission")).Condition!["ArnEquals"]!["ec2:Subnet"]);
        });

    [Fact]
    public void Vpc_OfTheApp_LeadsNowhereButToTheBuckets()
    {
        var foundation = synth.GuardedFoundation;

        Assert.Empty(foundation.Resources("AWS::EC2::InternetGateway").Concat(foundation.Resources("AWS::EC2::NatGateway")).Concat(foundation.Resources("AWS::EC2::Route")));
        Assert.All(foundation.Resources("AWS::EC2::Subnet").Values, subnet => Assert.False((bool)subnet["Properties"]!["MapPublicIpOnLaunch"]!));
        var endpoint = Assert.Single(foundation.Resources("AWS::EC2::VPCEndpoint").Values)["Properties"]!;
        Assert.Equal("Gateway", (string)endpoint["VpcEndpointType"]!);
        Assert.Equal(2, endpoint["RouteTableIds"]!.AsArray().Count);
        Assert.DoesNotContain("*", endpoint["PolicyDocument"]!["Statement"]![0]!["Resource"]!.AsArray().Select(resource => resource!.ToString()));
    }

    [Fact]
    public void SecurityGroup_OfTheApp_TakesNobodyInButItself()
        => Assert.All(synth.GuardedFoundation.Resources("AWS::EC2::SecurityGroupIngress").Values, rule =>
            Assert.Equal(rule["Properties"]!["GroupId"]!.ToJsonString(), rule["Properties"]!["SourceSecurityGroupId"]!.ToJsonString()));

    [Fact]
    public void VpcConfig_OfGivenIds_IsThese()
    {
        var network = new ContainerNetwork(["subnet-0123456789abcdef0"], ["sg-0123456789abcdef0"]);

        Assert.Equal(["subnet-0123456789abcdef0"], (object[])network.VpcConfig()["Subnets"]);
        Assert.Equal(["sg-0123456789abcdef0"], (object[])network.VpcConfig()["SecurityGroupIds"]);
    }

    [Fact]
    public void Foundation_WithoutAccountSettings_HasNeitherVpcNorTrail()
        => Assert.DoesNotContain(synth.Foundation.Resources(), resource =>
            (string)resource.Value!["Type"]! is { } type && (type.StartsWith("AWS::EC2::", StringComparison.Ordinal) || type == "AWS::CloudTrail::Trail"));

    private static JsonNode? Vpc(JsonNode request) => request["NetworkConfig"]?["VpcConfig"] ?? request["VpcConfig"];

    private static IEnumerable<JsonNode> Requests(IEnumerable<StateMachine> machines) => machines.SelectMany(machine => machine.Tasks)
        .Where(task => Jobs.Contains(((string)task.Value["Resource"]!).Split(":::")[^1])).Select(task => task.Value["Parameters"]!);
}
