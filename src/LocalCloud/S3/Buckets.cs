using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.S3;

/// <summary>The operations on buckets and their configuration.</summary>
public sealed class Buckets
{
    private readonly S3Parts _parts;
    private readonly MultipartUploads _uploads;
    private readonly Lock _gate = new();

    internal Buckets(S3Parts parts, MultipartUploads uploads)
    {
        _parts = parts;
        _uploads = uploads;
    }

    /// <summary>Creates the bucket; in us-east-1, creating one's own bucket again succeeds.</summary>
    public Bucket Create(S3Caller caller, string name)
    {
        if (IsTaken(caller, name))
        {
            throw new AwsException("BucketAlreadyExists", 409,
                "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.")
            {
                Details = new Dictionary<string, string> { ["BucketName"] = name },
            };
        }

        _parts.Access.DemandNewBucket(caller, name);
        if (!BucketCatalog.IsValidName(name))
        {
            throw new AwsException("InvalidBucketName", 400, "The specified bucket is not valid.")
            {
                Details = new Dictionary<string, string> { ["BucketName"] = name },
            };
        }

        lock (_gate)
        {
            return _parts.Buckets.Find(name) is { } existing ? Existing(existing) : Add(name);
        }
    }

    public void Delete(S3Caller caller, string name)
    {
        var bucket = Demand(caller, name, "s3:DeleteBucket");
        _parts.Objects.Exclusively(() =>
        {
            if (!_parts.Objects.IsEmpty(name) || _uploads.Any(name))
            {
                var versions = bucket.Versioning is null ? "" : " You must delete all versions in the bucket.";
                throw new AwsException("BucketNotEmpty", 409, $"The bucket you tried to delete is not empty.{versions}")
                {
                    Details = new Dictionary<string, string> { ["BucketName"] = name },
                };
            }

            _parts.Buckets.Delete(name);
        });
    }

    public IReadOnlyList<Bucket> List(S3Caller caller)
    {
        _parts.Access.DemandAccount(caller, "s3:ListAllMyBuckets");
        return _parts.Buckets.All();
    }

    /// <summary>Whether this account owns the bucket.</summary>
    public bool Has(string name) => _parts.Buckets.Find(name) is not null;

    public Bucket Head(S3Caller caller, string name) => Demand(caller, name, "s3:ListBucket");

    public void GetLocation(S3Caller caller, string name) => Demand(caller, name, "s3:GetBucketLocation");

    public Bucket GetVersioning(S3Caller caller, string name) => Demand(caller, name, "s3:GetBucketVersioning");

    public void PutVersioning(S3Caller caller, string name, VersioningStatus status) =>
        Change(caller, name, "s3:PutBucketVersioning", bucket => bucket with { Versioning = status });

    public string GetPolicy(S3Caller caller, string name) =>
        Demand(caller, name, "s3:GetBucketPolicy").Policy
        ?? throw new AwsException("NoSuchBucketPolicy", 404, "The bucket policy does not exist")
        {
            Details = new Dictionary<string, string> { ["BucketName"] = name },
        };

    public void PutPolicy(S3Caller caller, string name, string policy)
    {
        Demand(caller, name, "s3:PutBucketPolicy");
        ValidatePolicy(policy);
        Change(caller, name, "s3:PutBucketPolicy", bucket => bucket with { Policy = policy });
    }

    public void DeletePolicy(S3Caller caller, string name) =>
        Change(caller, name, "s3:DeleteBucketPolicy", bucket => bucket with { Policy = null });

    public Bucket GetNotification(S3Caller caller, string name) => Demand(caller, name, "s3:GetBucketNotification");

    public void PutNotification(S3Caller caller, string name, bool eventBridge) =>
        Change(caller, name, "s3:PutBucketNotification", bucket => bucket with { EventBridge = eventBridge });

    private static void ValidatePolicy(string policy)
    {
        JsonObject? document;
        try
        {
            document = JsonNode.Parse(policy) as JsonObject;
        }
        catch (JsonException)
        {
            document = null;
        }

        if (document is null)
        {
            throw new AwsException("MalformedPolicy", 400, "Policies must be valid JSON and the first byte must be '{'");
        }

        if (document["Statement"] is null)
        {
            throw new AwsException("MalformedPolicy", 400, "Missing required field Statement");
        }
    }

    private bool IsTaken(S3Caller caller, string name) =>
        _parts.Elsewhere(name) is not null || (caller.Principal.Account != _parts.Identity.Account && _parts.Buckets.Find(name) is not null);

    private Bucket Add(string name)
    {
        var bucket = new Bucket { Name = name, CreationDate = _parts.Time.GetUtcNow() };
        _parts.Buckets.Put(bucket);
        return bucket;
    }

    private Bucket Existing(Bucket bucket) => _parts.Identity.Region == "us-east-1"
        ? bucket
        : throw new AwsException("BucketAlreadyOwnedByYou", 409,
            "Your previous request to create the named bucket succeeded and you already own it.")
        {
            Details = new Dictionary<string, string> { ["BucketName"] = bucket.Name },
        };

    private Bucket Demand(S3Caller caller, string name, string action)
    {
        var bucket = _parts.Buckets.Require(name);
        _parts.Access.DemandBucket(caller, bucket, action);
        return bucket;
    }

    private void Change(S3Caller caller, string name, string action, Func<Bucket, Bucket> change)
    {
        Demand(caller, name, action);
        lock (_gate)
        {
            _parts.Buckets.Put(change(_parts.Buckets.Require(name)));
        }
    }
}
