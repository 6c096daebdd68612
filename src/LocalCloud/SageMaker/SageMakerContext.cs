using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;
using LocalCloud.SageMaker.Images;

namespace LocalCloud.SageMaker;

/// <summary>What all parts of the SageMaker engine share.</summary>
internal sealed record SageMakerContext(ComputeContext Compute, ImageRegistry Images, JobMeter Meter)
{
    public const string ServicePrincipal = "sagemaker.amazonaws.com";

    public TagStore Tags { get; } = new(Compute.Store);

    /// <summary>SageMaker's ARNs are in lower case, whatever the name is.</summary>
    public string Arn(string kind, string name) => Compute.Identity.Arn("sagemaker", $"{kind}/{name.ToLowerInvariant()}");

    public string Folder(params ReadOnlySpan<string> parts) => Path.Combine([Compute.Identity.StateFolder, "sagemaker", .. parts]);

    public LogFile Log(string group, string name) => new(Path.Combine(Compute.Identity.StateFolder, "logs", "sagemaker", group, name + ".log"));

    public void DemandTrust(string roleArn)
    {
        if (!Compute.Roles.CanAssume(ServicePrincipal, roleArn))
        {
            throw AwsException.Validation(
                $"Could not assume role {roleArn}. Please ensure that the role exists and allows principal '{ServicePrincipal}' to assume the role.");
        }
    }

    /// <summary>The session that SageMaker itself uses a role by.</summary>
    public RoleSession Session(string roleArn) => Compute.Roles.Issue(roleArn, "SageMaker");

    public Task PublishAsync(string detailType, string arn, JsonObject detail, CancellationToken cancellationToken) =>
        Compute.Events().PublishAsync(new ServiceEvent("aws.sagemaker", detailType, [arn], detail), cancellationToken);
}
