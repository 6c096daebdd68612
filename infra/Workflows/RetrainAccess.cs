using Amazon.CDK.AWS.IAM;
using Constructs;
using Mlops.Infra.Constructs;

namespace Mlops.Infra.Workflows;

/// <summary>What the Retrain machine's role may do, state by state.</summary>
internal static class RetrainAccess
{
    public static IReadOnlyList<PolicyStatement> Statements(Construct scope, WorkflowProps props)
    {
        var arns = new PipelineArns(scope, props.Pipeline.Names);
        var functions = props.Functions;
        return
        [
            Grants.Allow(
                "lambda:InvokeFunction",
                [.. new[]
                {
                    functions.Settle, functions.Admit, functions.Snapshot, functions.CacheLookup, functions.CacheStore, functions.Champion, functions.Gate, functions.Record,
                    functions.AskApproval, functions.DecideApproval,
                }.Select(function => function.FunctionArn)]),
            Grants.Allow(
                ["sagemaker:CreateProcessingJob", "sagemaker:DescribeProcessingJob", "sagemaker:StopProcessingJob"], arns.ProcessingJobs),
            Grants.Allow(
                ["sagemaker:CreateTrainingJob", "sagemaker:DescribeTrainingJob", "sagemaker:StopTrainingJob"], arns.TrainingJobs),

            // Step Functions tags the jobs that it waits for as its own, and looks for its tag.
            Grants.Allow(["sagemaker:AddTags", "sagemaker:ListTags"], arns.ProcessingJobs, arns.TrainingJobs),
            Grants.PassRole(props.Roles.Job, "sagemaker.amazonaws.com"),
            props.Store.Read($"{props.Store.RunsPrefix}*/prepare/prepare.json"),
            Grants.Allow("sagemaker:CreateModelPackage", arns.ModelPackageGroup, arns.ModelPackages),
            Grants.Allow("states:StartExecution", arns.DeployMachine),
            Grants.Allow(["states:DescribeExecution", "states:StopExecution"], arns.DeployExecutions),
            Grants.Allow(
                ["events:PutRule", "events:PutTargets", "events:DescribeRule"],
                arns.ManagedRule("StepFunctionsGetEventsForSageMakerProcessingJobsRule"),
                arns.ManagedRule("StepFunctionsGetEventsForSageMakerTrainingJobsRule"),
                arns.ManagedRule("StepFunctionsGetEventsForStepFunctionsExecutionRule")),
        ];
    }

    public static string DeployMachine(Construct scope, WorkflowProps props)
        => new PipelineArns(scope, props.Pipeline.Names).DeployMachine;
}
