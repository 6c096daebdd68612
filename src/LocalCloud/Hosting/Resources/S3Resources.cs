using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudFormation;
using LocalCloud.S3;

namespace LocalCloud.Hosting.Resources;

/// <summary>
/// <c>AWS::S3::Bucket</c>. Encryption, public access and lifecycle need nothing on one machine: the state folder is the
/// user's own, nothing listens beyond loopback, and nothing costs by the month.
/// </summary>
internal sealed class BucketResource(S3Engine s3, Principal principal) : ResourceType(
    "AWS::S3::Bucket",
    ["BucketName", "VersioningConfiguration", "NotificationConfiguration", "BucketEncryption", "PublicAccessBlockConfiguration",
        "OwnershipControls", "LifecycleConfiguration", "Tags"],
    ["Arn", "DomainName", "RegionalDomainName"])
{
    private readonly S3Caller _caller = principal;

    public override Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        RefuseOtherNotifications(request.Properties);
        // Bucket names have no capitals.
        var name = request.Properties["BucketName"]?.ToString() ?? request.GeneratedName.ToLowerInvariant();
        s3.Buckets.Create(_caller, name);
        var identity = Identity(
            name, ("Arn", $"arn:aws:s3:::{name}"), ("DomainName", $"{name}.s3.amazonaws.com"), ("RegionalDomainName", $"{name}.s3.{s3.Identity.Region}.amazonaws.com"));
        request.Initiated(identity);
        SetVersioning(name, request.Properties["VersioningConfiguration"]?["Status"]?.ToString());

        s3.Buckets.PutNotification(_caller, name, EventBridge(request.Properties));
        return Task.FromResult(identity);
    }

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken)
    {
        s3.Buckets.Delete(_caller, current.PhysicalId);
        return Task.CompletedTask;
    }

    /// <summary>A bucket that was versioned can only be suspended; one that never was stays so.</summary>
    private void SetVersioning(string name, string? status)
    {
        if (status is not null || s3.Buckets.GetVersioning(_caller, name).Versioning is not null)
        {
            s3.Buckets.PutVersioning(_caller, name, Enum.Parse<VersioningStatus>(status ?? nameof(VersioningStatus.Suspended)));
        }
    }

    private static bool EventBridge(JsonObject properties) =>
        properties["NotificationConfiguration"]?["EventBridgeConfiguration"] is JsonObject configuration
        && configuration["EventBridgeEnabled"]?.ToString() is not "false";

    private static void RefuseOtherNotifications(JsonObject properties)
    {
        var others = (properties["NotificationConfiguration"] as JsonObject ?? []).Select(member => member.Key).Where(key => key != "EventBridgeConfiguration").ToList();
        if (others.Count > 0)
        {
            throw new InvalidOperationException($"notifications go through EventBridge only; not supported: {string.Join(", ", others)}");
        }
    }
}

/// <summary><c>AWS::S3::BucketPolicy</c>.</summary>
internal sealed class BucketPolicyResource(S3Engine s3, Principal principal) : ResourceType("AWS::S3::BucketPolicy", ["Bucket", "PolicyDocument"], ["Id"])
{
    private readonly S3Caller _caller = principal;

    public override Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var bucket = request.Properties["Bucket"]!.ToString();
        s3.Buckets.PutPolicy(_caller, bucket, request.Properties["PolicyDocument"]!.ToJsonString());
        return Task.FromResult(Identity(bucket, ("Id", bucket)));
    }

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken)
    {
        s3.Buckets.DeletePolicy(_caller, current.PhysicalId);
        return Task.CompletedTask;
    }
}
