using Amazon.CDK.AWS.IAM;
using Constructs;
using Mlops.Infra.Constructs;

namespace Mlops.Infra.Workflows;

/// <summary>What the Deploy machine's role may do, state by state.</summary>
internal static class DeployAccess
{
    public static IReadOnlyList<PolicyStatement> Statements(Construct scope, WorkflowProps props)
    {
        var arns = new PipelineArns(scope, props.Pipeline.Names);
        var functions = props.Functions;
        return
        [
            Grants.Allow(
                "lambda:InvokeFunction",
                [.. new[] { functions.AdmitDeployment, functions.SmokeTest, functions.Promote, functions.ReleaseDeployment }
                    .Select(function => function.FunctionArn)]),
            Grants.Allow("sagemaker:CreateModel", arns.Models),
            Grants.PassRole(props.Roles.Model, "sagemaker.amazonaws.com"),

            // IAM demands these two on the endpoint and on the config that they name.
            Grants.Allow("sagemaker:CreateEndpointConfig", arns.EndpointConfigs),
            Grants.Allow(["sagemaker:CreateEndpoint", "sagemaker:UpdateEndpoint"], arns.Endpoint, arns.EndpointConfigs),
            Grants.Allow(["sagemaker:DescribeEndpoint", "sagemaker:DeleteEndpoint"], arns.Endpoint),
            Grants.Allow("sagemaker:AddTags", arns.Models, arns.EndpointConfigs, arns.Endpoint),
            .. props.Announcement is { } announcement
                ? [Grants.Allow("events:PutEvents", arns.Bus), Grants.Allow("sqs:SendMessage", announcement.Undelivered.QueueArn)]
                : Array.Empty<PolicyStatement>(),
        ];
    }
}
