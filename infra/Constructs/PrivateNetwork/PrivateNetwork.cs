using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Logs;
using Constructs;

namespace Mlops.Infra.Constructs;

/// <summary>A VPC without a way out but to the two buckets: no internet gateway, no NAT, one gateway endpoint, which costs nothing.</summary>
/// <remarks>Images and logs do not pass through it: SageMaker moves them outside of the container's network.</remarks>
public sealed class PrivateNetwork : Construct
{
    private static readonly string[] Moved =
    [
        "s3:AbortMultipartUpload", "s3:GetObject", "s3:ListBucket", "s3:ListMultipartUploadParts", "s3:PutObject",
    ];

    public PrivateNetwork(Construct scope, string id, DataLake lake)
        : base(scope, id)
    {
        var vpc = new Vpc(this, "Vpc", new VpcProps
        {
            IpAddresses = IpAddresses.Cidr("10.0.0.0/20"),
            MaxAzs = 2,
            NatGateways = 0,
            SubnetConfiguration = [new SubnetConfiguration { Name = "Containers", SubnetType = SubnetType.PRIVATE_ISOLATED }],
        });
        AddFlowLog(vpc);
        AddS3(vpc, lake);
        var group = CreateGroup(vpc);
        Containers = new ContainerNetwork([.. vpc.IsolatedSubnets.Select(subnet => subnet.SubnetId)], [group.SecurityGroupId]);
    }

    public ContainerNetwork Containers { get; }

    private void AddFlowLog(Vpc vpc)
    {
        var logs = new LogGroup(this, "FlowLogs", new LogGroupProps { Retention = RetentionDays.ONE_MONTH, RemovalPolicy = RemovalPolicy.DESTROY });
        var role = ServiceRole.Create(this, "FlowLogRole", "vpc-flow-logs.amazonaws.com", [
            Grants.Allow(["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], logs.LogGroupArn),
        ]);
        _ = new CfnFlowLog(this, "FlowLog", new CfnFlowLogProps
        {
            ResourceId = vpc.VpcId,
            ResourceType = "VPC",
            TrafficType = "ALL",
            LogGroupName = logs.LogGroupName,
            DeliverLogsPermissionArn = role.RoleArn,
        });
    }

    // Nobody of another account gets through, and nobody to another bucket.
    private static void AddS3(Vpc vpc, DataLake lake) => vpc.AddGatewayEndpoint("S3", new GatewayVpcEndpointOptions { Service = GatewayVpcEndpointAwsService.S3 })
        .AddToPolicy(new PolicyStatement(new PolicyStatementProps
        {
            Principals = [new AnyPrincipal()],
            Actions = Moved,
            Resources = [lake.Data.BucketArn, lake.Data.ArnForObjects("*"), lake.Artifacts.BucketArn, lake.Artifacts.ArnForObjects("*")],
            Conditions = new Dictionary<string, object> { ["StringEquals"] = new Dictionary<string, object> { ["aws:PrincipalAccount"] = Stack.Of(vpc).Account } },
        }));

    // A rule cannot name S3 before its prefix list's id is known; the routes lead nowhere else.
    private SecurityGroup CreateGroup(Vpc vpc)
    {
        var group = new SecurityGroup(this, "Group", new SecurityGroupProps
        {
            Vpc = vpc,
            Description = "Containers of the MLOps pipelines: to S3, and to each other where a job has several instances",
            AllowAllOutbound = false,
        });
        group.AddEgressRule(Peer.AnyIpv4(), Port.Tcp(443), "S3 by the gateway endpoint");
        group.Connections.AllowInternally(Port.AllTraffic(), "Instances of one job");
        return group;
    }
}
