using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SSM;
using Constructs;
using Mlops.Infra.Configuration;
using Mlops.Infra.Constructs;
using Mlops.Infra.Workflows;

namespace Mlops.Infra.Stacks;

/// <summary>One pipeline: functions, machines, roles and the rules that start them. Holds no data and may be deleted and made again.</summary>
public sealed class PipelineStack : Stack
{
    public PipelineStack(Construct scope, string id, PipelineStackProps props)
        : base(scope, id, props.Stack)
    {
        var store = new Store(props.Lake.Data, props.Lake.Artifacts, props.Pipeline.Names);
        var functions = new PipelineFunctions(this, "Functions", new PipelineFunctionsProps
        {
            Pipeline = props.Pipeline,
            Store = store,
            Code = Code.FromAsset(props.Config.FunctionsFolder),
        });
        var workflow = new WorkflowProps
        {
            Pipeline = props.Pipeline,
            Functions = functions,
            Roles = new JobRoles(this, "Roles", props.Pipeline, store),
            Store = store,
            Image = repository => Image(repository ?? PipelineNames.Repository, props.Config.Images.Of(repository)),
        };
        WarnOfLocalImages(props.Config.Images);
        _ = new DeployWorkflow(this, "Deploy", workflow);
        _ = new RetrainWorkflow(this, "Retrain", workflow);
        AddUploadRule(props, functions, store);
        AddCloseRule(props.Pipeline.Names, functions);
        AddParameter(props.Pipeline.Names, "upload-trigger", functions.UploadTrigger);
        AddParameter(props.Pipeline.Names, "close", functions.Close);
    }

    /// <summary>Whoever replays an event finds by it which function takes it.</summary>
    private void AddParameter(PipelineNames names, string handler, IFunction function)
        => _ = new StringParameter(this, $"{handler}-name", new StringParameterProps
        {
            ParameterName = $"/mlops/{names.Pipeline}/{handler}",
            StringValue = function.FunctionName,
        });

    private void AddUploadRule(PipelineStackProps props, PipelineFunctions functions, Store store)
        => _ = new FunctionTrigger(this, "Upload", new FunctionTriggerProps
        {
            Description = $"An object under {store.IncomingPrefix} starts a run of {props.Pipeline.Definition.Name}",
            Enabled = props.Pipeline.Definition.Triggers.Upload,
            Function = functions.UploadTrigger,
            Failures = functions.TriggerFailures,
            Pattern = new EventPattern
            {
                Source = ["aws.s3"],
                DetailType = ["Object Created"],
                Detail = new Dictionary<string, object>
                {
                    ["bucket"] = new Dictionary<string, object> { ["name"] = new object[] { store.DataBucket } },
                    ["object"] = new Dictionary<string, object>
                    {
                        ["key"] = new object[] { new Dictionary<string, object> { ["prefix"] = store.IncomingPrefix } },
                    },
                },
            },
        });

    /// <summary>An aborted or timed-out execution, or one that broke, passes no Catch: this closes its run and gives its leases back.</summary>
    private void AddCloseRule(PipelineNames names, PipelineFunctions functions)
    {
        var arns = new PipelineArns(this, names);
        _ = new FunctionTrigger(this, "Ended", new FunctionTriggerProps
        {
            Description = $"Closes the runs of {names.Pipeline} whose execution did not end well",
            Function = functions.Close,
            Failures = functions.CloseFailures,
            Pattern = new EventPattern
            {
                Source = ["aws.states"],
                DetailType = ["Step Functions Execution Status Change"],
                Detail = new Dictionary<string, object>
                {
                    ["status"] = new object[] { "FAILED", "ABORTED", "TIMED_OUT" },
                    ["stateMachineArn"] = new object[] { arns.RetrainMachine, arns.DeployMachine },
                },
            },
        });
    }

    /// <summary>The templates are sound for the LocalCloud; on AWS the first job would find no such image.</summary>
    private void WarnOfLocalImages(ImageDigests images)
    {
        foreach (var repository in images.Local.Order(StringComparer.Ordinal))
        {
            Annotations.Of(this).AddWarningV2(
                $"mlops:local-image:{repository}",
                $"{repository} is pinned to the digest of a local folder: fine for the LocalCloud; for AWS push the image "
                    + "and pass -c imageDigest=<digest that ECR reports>.");
        }
    }

    private string Image(string repository, string digest) => $"{Account}.dkr.ecr.{Region}.{UrlSuffix}/{repository}@{digest}";
}
