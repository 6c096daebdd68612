using LocalCloud.Api;

namespace LocalCloud.S3;

/// <summary>S3's questions to IAM: the bucket's policy goes with every one of them, and a refusal reads as S3 words it.</summary>
internal sealed class S3Access(IAuthorizer authorizer)
{
    public void DemandAccount(S3Caller caller, string action) => Demand(caller, new AccessRequest(action, "*"));

    public void DemandNewBucket(S3Caller caller, string bucket) =>
        Demand(caller, new AccessRequest("s3:CreateBucket", $"arn:aws:s3:::{bucket}"));

    public void DemandBucket(S3Caller caller, Bucket bucket, string action, params ReadOnlySpan<(string Key, string? Value)> conditions) =>
        Demand(caller, Request(bucket, action, bucket.Arn, conditions));

    public void DemandObject(S3Caller caller, Bucket bucket, string key, string action, params ReadOnlySpan<(string Key, string? Value)> conditions) =>
        Demand(caller, Request(bucket, action, $"{bucket.Arn}/{key}", conditions));

    /// <summary>Who may not list a bucket is not told whether a key exists: the answer is AccessDenied instead of NoSuchKey.</summary>
    public AwsException Missing(S3Caller caller, Bucket bucket, AwsException notFound)
    {
        try
        {
            DemandBucket(caller, bucket, "s3:ListBucket");
            return notFound;
        }
        catch (AwsException denied) when (denied.Code == "AccessDenied")
        {
            return denied;
        }
    }

    private static AccessRequest Request(Bucket bucket, string action, string resource, ReadOnlySpan<(string Key, string? Value)> conditions)
    {
        var keys = new Dictionary<string, string>();
        foreach (var (key, value) in conditions)
        {
            if (value is not null)
            {
                keys[key] = value;
            }
        }

        return new(action, resource) { ResourcePolicy = bucket.Policy, ConditionKeys = keys };
    }

    private void Demand(S3Caller caller, AccessRequest request)
    {
        try
        {
            authorizer.Demand(caller.Principal, request);
        }
        catch (AwsException denied) when (denied.Code == "AccessDeniedException")
        {
            throw S3Errors.AccessDenied(denied.Message);
        }
    }
}
