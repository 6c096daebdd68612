using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;
using LocalCloud.SageMaker.Hosting;
using LocalCloud.SageMaker.Images;

namespace LocalCloud.SageMaker;

/// <summary>What all parts of the SageMaker engine share.</summary>
internal sealed record SageMakerContext(ComputeContext Compute, ImageRegistry Images, JobMeter Meter)
{
    public const string ServicePrincipal = "sagemaker.amazonaws.com";

    private const string SessionName = "SageMaker";

    public TagStore Tags { get; } = new(Compute.Store);

    /// <summary>SageMaker's ARNs are in lower case, whatever the name is.</summary>
    public string Arn(string kind, string name) => Compute.Identity.Arn("sagemaker", $"{kind}/{name.ToLowerInvariant()}");

    public string Folder(params ReadOnlySpan<string> parts) => Path.Combine([Compute.Identity.StateFolder, "sagemaker", .. parts]);

    /// <summary>Takes a container's lines to its stream in the group <c>/aws/sagemaker/&lt;group&gt;</c>, as its role.</summary>
    public Action<string> Log(RoleSession role, string group, string stream)
    {
        var destination = new LogDestination($"/aws/sagemaker/{group}", stream);
        return line => Compute.Logs?.Write(role.Principal, destination, line);
    }

    /// <summary>The log of a job's only container, in a stream such as <c>my-job/algo-1-1764000000</c>.</summary>
    public Action<string> JobLog(RoleSession role, string group, string job) =>
        Log(role, group, $"{job}/algo-1-{Compute.Time.GetUtcNow().ToUnixTimeSeconds()}");

    /// <summary>What this cloud itself has to say of a variant, in the stream <c>&lt;variant&gt;/&lt;subject&gt;</c> of the endpoint's group.</summary>
    public void LogOf(string endpoint, VariantPlan variant, string subject, string message) =>
        Compute.Logs?.Write(
            Compute.Roles.SessionOf(variant.RoleArn, SessionName), new LogDestination($"/aws/sagemaker/Endpoints/{endpoint}", $"{variant.Name}/{subject}"), message);

    public void DemandTrust(string roleArn)
    {
        if (!Compute.Roles.CanAssume(ServicePrincipal, roleArn))
        {
            throw AwsException.Validation(
                $"Could not assume role {roleArn}. Please ensure that the role exists and allows principal '{ServicePrincipal}' to assume the role.");
        }
    }

    /// <summary>The session that SageMaker itself uses a role by.</summary>
    public RoleSession Session(string roleArn) => Compute.Roles.Issue(roleArn, SessionName);

    public Task PublishAsync(string detailType, string arn, JsonObject detail, CancellationToken cancellationToken) =>
        Compute.Events().PublishAsync(new ServiceEvent("aws.sagemaker", detailType, [arn], detail), cancellationToken);
}
