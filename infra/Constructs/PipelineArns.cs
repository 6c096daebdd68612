using Amazon.CDK;
using Constructs;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>ARNs of things with contract names, built instead of referenced: a machine's function may so ask about the machine without a cycle in the template.</summary>
public sealed class PipelineArns(Construct scope, PipelineNames names)
{
    // A run starts with ten digits: so "ridership-*" does not reach the jobs of a pipeline "ridership-west".
    private const string Run = "??????????-*";

    public string RetrainMachine => Arn("states", "stateMachine", names.RetrainMachine, ArnFormat.COLON_RESOURCE_NAME);

    public string DeployMachine => Arn("states", "stateMachine", names.DeployMachine, ArnFormat.COLON_RESOURCE_NAME);

    public string MonitorMachine => Arn("states", "stateMachine", names.MonitorMachine, ArnFormat.COLON_RESOURCE_NAME);

    public string Bus => Arn("events", "event-bus", PipelineNames.Bus);

    public string RetrainExecutions => Arn("states", "execution", $"{names.RetrainMachine}:*", ArnFormat.COLON_RESOURCE_NAME);

    public string DeployExecutions => Arn("states", "execution", $"{names.DeployMachine}:*", ArnFormat.COLON_RESOURCE_NAME);

    public string ProcessingJobs => SageMaker("processing-job", $"{names.JobPrefix}{Run}");

    public string TrainingJobs => SageMaker("training-job", $"{names.JobPrefix}{Run}");

    public string Models => SageMaker("model", $"{names.ServingPrefix}{Run}");

    public string EndpointConfigs => SageMaker("endpoint-config", $"{names.ServingPrefix}{Run}");

    public string Endpoint => SageMaker("endpoint", names.Endpoint);

    public string ModelPackageGroup => SageMaker("model-package-group", names.ModelPackageGroup);

    public string ModelPackages => SageMaker("model-package", $"{names.ModelPackageGroup}/*");

    /// <summary>The packages of this pipeline in another account.</summary>
    public string ModelPackagesOf(string account) => Stack.Of(scope).FormatArn(new ArnComponents
    {
        Service = "sagemaker",
        Resource = "model-package",
        ResourceName = $"{names.ModelPackageGroup}/*",
        Account = account,
    });

    /// <summary>The rule that Step Functions itself makes to hear of the end of what it waits for.</summary>
    public string ManagedRule(string name) => Arn("events", "rule", name);

    private string SageMaker(string resource, string name) => Arn("sagemaker", resource, name);

    private string Arn(string service, string resource, string name, ArnFormat format = ArnFormat.SLASH_RESOURCE_NAME)
        => Stack.Of(scope).FormatArn(new ArnComponents
        {
            Service = service,
            Resource = resource,
            ResourceName = name,
            ArnFormat = format,
        });
}
