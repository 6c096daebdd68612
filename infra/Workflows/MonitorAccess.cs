using Amazon.CDK.AWS.IAM;
using Constructs;
using Mlops.Infra.Configuration;
using Mlops.Infra.Constructs;

namespace Mlops.Infra.Workflows;

/// <summary>What the Monitor machine's role may do, state by state.</summary>
internal static class MonitorAccess
{
    public static IReadOnlyList<PolicyStatement> Statements(Construct scope, WorkflowProps props)
    {
        var arns = new PipelineArns(scope, props.Pipeline.Names);
        return
        [
            Grants.Allow("lambda:InvokeFunction", props.Functions.MonitorPlan!.FunctionArn, props.Functions.MonitorRespond!.FunctionArn),
            Grants.Allow(
                [
                    "sagemaker:CreateProcessingJob", "sagemaker:DescribeProcessingJob", "sagemaker:StopProcessingJob",

                    // Step Functions tags the jobs that it waits for as its own, and looks for its tag.
                    "sagemaker:AddTags", "sagemaker:ListTags",
                ],
                arns.ProcessingJobs),
            Grants.PassRole(props.Roles.Monitor!, "sagemaker.amazonaws.com"),
            Grants.Allow(["events:PutRule", "events:PutTargets", "events:DescribeRule"], arns.ManagedRule("StepFunctionsGetEventsForSageMakerProcessingJobsRule")),
            props.Store.Read($"{props.Store.MonitorPrefix}*/report/findings.json"),

            // Metrics have no ARN: the namespace is what narrows it.
            Grants.AllowIf("cloudwatch:PutMetricData", "*", "StringEquals", "cloudwatch:namespace", PipelineNames.Metrics),
            Grants.Allow("events:PutEvents", arns.Bus),
        ];
    }
}
