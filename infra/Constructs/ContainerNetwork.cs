using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;

namespace Mlops.Infra.Constructs;

/// <summary>The subnets and security groups that containers run in. Their network stays isolated: what goes through it is what SageMaker itself moves between S3 and the instances.</summary>
public sealed record ContainerNetwork(IReadOnlyList<string> Subnets, IReadOnlyList<string> SecurityGroups)
{
    /// <summary>A request's <c>VpcConfig</c>.</summary>
    public Dictionary<string, object> VpcConfig() => new()
    {
        ["SecurityGroupIds"] = SecurityGroups.ToArray<object>(),
        ["Subnets"] = Subnets.ToArray<object>(),
    };

    /// <summary>What SageMaker needs of a container's role to put a network interface for it into the subnets.</summary>
    /// <remarks>See https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html; EC2 describes on no narrower resource than everything.</remarks>
    public IEnumerable<PolicyStatement> Access(Construct scope)
    {
        string[] subnets = [.. Subnets.Select(id => Arn(scope, "subnet", id))];
        var interfaces = Arn(scope, "network-interface", "*");
        yield return Grants.AllowOnEverything(
            "ec2:DescribeDhcpOptions", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs");
        yield return Grants.Allow("ec2:CreateNetworkInterface", [.. subnets, .. SecurityGroups.Select(id => Arn(scope, "security-group", id)), interfaces]);
        yield return Grants.AllowIf("ec2:CreateNetworkInterfacePermission", interfaces, "ArnEquals", "ec2:Subnet", subnets);
        yield return Grants.Allow(["ec2:DeleteNetworkInterface", "ec2:DeleteNetworkInterfacePermission"], interfaces);
    }

    private static string Arn(Construct scope, string resource, string name)
        => Stack.Of(scope).FormatArn(new ArnComponents { Service = "ec2", Resource = resource, ResourceName = name });
}
