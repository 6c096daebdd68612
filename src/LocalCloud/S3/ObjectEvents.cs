using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.S3;

/// <summary>
/// <c>Object Created</c> and <c>Object Deleted</c> for EventBridge, for buckets that have it on. Keys are raw.
/// An operation publishes before it answers, so an acknowledged object's event is on disk.
/// </summary>
internal sealed class ObjectEvents(Func<IEventPublisher> publisher)
{
    public Task CreatedAsync(S3Caller caller, Bucket bucket, string key, ObjectVersion version, string reason, CancellationToken cancellationToken)
    {
        var described = new JsonObject { ["key"] = key, ["size"] = version.Size, ["etag"] = version.ETag };
        AddVersion(described, version.VersionId);
        described["sequencer"] = version.Sequencer;
        var detail = Detail(caller, bucket, described, reason);
        return PublishAsync(bucket, "Object Created", detail, cancellationToken);
    }

    public Task MarkedDeletedAsync(S3Caller caller, Bucket bucket, string key, ObjectVersion marker, CancellationToken cancellationToken)
    {
        var described = new JsonObject { ["key"] = key, ["etag"] = marker.ETag };
        AddVersion(described, marker.VersionId);
        described["sequencer"] = marker.Sequencer;
        return DeletedAsync(caller, bucket, described, "Delete Marker Created", cancellationToken);
    }

    public Task RemovedAsync(S3Caller caller, Bucket bucket, string key, ObjectVersion removed, long sequence, CancellationToken cancellationToken)
    {
        var described = new JsonObject { ["key"] = key };
        AddVersion(described, removed.VersionId);
        described["sequencer"] = (removed with { Sequence = sequence }).Sequencer;
        return DeletedAsync(caller, bucket, described, "Permanently Deleted", cancellationToken);
    }

    private static void AddVersion(JsonObject described, string versionId)
    {
        if (versionId != VersionIds.Null)
        {
            described["version-id"] = versionId;
        }
    }

    private static JsonObject Detail(S3Caller caller, Bucket bucket, JsonObject described, string reason) => new()
    {
        ["version"] = "0",
        ["bucket"] = new JsonObject { ["name"] = bucket.Name },
        ["object"] = described,
        ["request-id"] = caller.RequestId,
        ["requester"] = caller.Principal is Principal.Service service ? service.Name : caller.Principal.Account,
        ["source-ip-address"] = caller.SourceIpAddress,
        ["reason"] = reason,
    };

    private Task DeletedAsync(S3Caller caller, Bucket bucket, JsonObject described, string deletionType, CancellationToken cancellationToken)
    {
        var detail = Detail(caller, bucket, described, "DeleteObject");
        detail["deletion-type"] = deletionType;
        return PublishAsync(bucket, "Object Deleted", detail, cancellationToken);
    }

    private Task PublishAsync(Bucket bucket, string detailType, JsonObject detail, CancellationToken cancellationToken) =>
        bucket.EventBridge
            ? publisher().PublishAsync(new("aws.s3", detailType, [bucket.Arn], detail), cancellationToken)
            : Task.CompletedTask;
}
