using LocalCloud.Api;
using LocalCloud.CloudFormation;
using LocalCloud.Hosting.Resources;

namespace LocalCloud.Hosting;

/// <summary>The networks, keys and trails that templates may have, of which only ids are needed here.</summary>
internal static class UnservedTypes
{
    public static IEnumerable<IResourceType> All(CloudIdentity cloud) =>
    [
        new UnservedResource(
            "AWS::EC2::VPC", "vpc-", ["CidrBlock", "EnableDnsHostnames", "EnableDnsSupport", "InstanceTenancy", "Tags"],
            Attributes(("VpcId", id => id), ("DefaultSecurityGroup", id => $"sg-{Digits(id)}"))),
        new UnservedResource(
            "AWS::EC2::Subnet", "subnet-", ["AvailabilityZone", "CidrBlock", "MapPublicIpOnLaunch", "VpcId", "Tags"], Attributes(("SubnetId", id => id))),
        new UnservedResource("AWS::EC2::RouteTable", "rtb-", ["VpcId", "Tags"], Attributes(("RouteTableId", id => id))),
        new UnservedResource("AWS::EC2::SubnetRouteTableAssociation", "rtbassoc-", ["RouteTableId", "SubnetId"], Attributes(("Id", id => id))),
        new UnservedResource(
            "AWS::EC2::VPCEndpoint", "vpce-",
            ["PolicyDocument", "PrivateDnsEnabled", "RouteTableIds", "SecurityGroupIds", "ServiceName", "SubnetIds", "VpcEndpointType", "VpcId", "Tags"], Attributes(("Id", id => id))),
        new UnservedResource(
            "AWS::EC2::SecurityGroup", "sg-", ["GroupDescription", "GroupName", "SecurityGroupEgress", "SecurityGroupIngress", "VpcId", "Tags"],
            Attributes(("GroupId", id => id), ("Id", id => id))),
        new UnservedResource(
            "AWS::EC2::SecurityGroupIngress", "sgr-", ["CidrIp", "Description", "FromPort", "GroupId", "IpProtocol", "SourceSecurityGroupId", "ToPort"], Attributes(("Id", id => id))),
        new UnservedResource(
            "AWS::EC2::SecurityGroupEgress", "sgr-", ["CidrIp", "Description", "DestinationSecurityGroupId", "FromPort", "GroupId", "IpProtocol", "ToPort"], Attributes(("Id", id => id))),
        new UnservedResource(
            "AWS::EC2::FlowLog", "fl-", ["DeliverLogsPermissionArn", "LogGroupName", "ResourceId", "ResourceType", "TrafficType", "Tags"], Attributes(("Id", id => id))),
        new UnservedResource(
            "AWS::KMS::Key", "", ["Description", "EnableKeyRotation", "Enabled", "KeyPolicy", "KeySpec", "KeyUsage", "PendingWindowInDays", "Tags"],
            Attributes(("Arn", id => cloud.Arn("kms", $"key/{id}")), ("KeyId", id => id))),
        new UnservedResource(
            "AWS::CloudTrail::Trail", "trail-",
            ["AdvancedEventSelectors", "EnableLogFileValidation", "IncludeGlobalServiceEvents", "IsLogging", "IsMultiRegionTrail", "S3BucketName", "TrailName", "Tags"],
            Attributes(("Arn", id => cloud.Arn("cloudtrail", $"trail/{id}")))),
    ];

    private static Dictionary<string, Func<string, string>> Attributes(params (string Name, Func<string, string> Value)[] attributes) =>
        attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value, StringComparer.Ordinal);

    private static string Digits(string id) => id[(id.IndexOf('-', StringComparison.Ordinal) + 1)..];
}
