using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Constructs;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>What rules have in common wherever a pipeline's models are deployed, trained there or not.</summary>
internal static class DeploymentRules
{
    /// <summary>Executions that did not end well; <paramref name="machines"/> are ARNs, or matchers of them.</summary>
    public static EventPattern Ended(params object[] machines) => new()
    {
        Source = ["aws.states"],
        DetailType = ["Step Functions Execution Status Change"],
        Detail = new Dictionary<string, object>
        {
            ["status"] = new object[] { "FAILED", "ABORTED", "TIMED_OUT" },
            ["stateMachineArn"] = machines,
        },
    };

    /// <summary>Packages of the pipeline whose approval says one of <paramref name="statuses"/>.</summary>
    public static EventPattern Decided(PipelineConfig pipeline, params object[] statuses) => new()
    {
        Source = ["aws.sagemaker"],
        DetailType = ["SageMaker Model Package State Change"],
        Detail = new Dictionary<string, object>
        {
            ["ModelPackageGroupName"] = new object[] { pipeline.Names.ModelPackageGroup },
            ["ModelApprovalStatus"] = statuses,
        },
    };

    public static void AddMonitor(Construct scope, PipelineConfig pipeline, PipelineFunction monitor) => _ = new FunctionTrigger(scope, "Monitor", new FunctionTriggerProps
    {
        Description = $"Judges what the endpoint of {pipeline.Definition.Name} was asked and answered",
        Function = monitor,
        Schedule = Schedule.Rate(Duration.Seconds((long)pipeline.Definition.Monitor.Interval.TotalSeconds)),
    });
}
