using System.Security.Cryptography;
using System.Text;
using LocalCloud.Api;
using static LocalCloud.S3.Http.S3Xml;

namespace LocalCloud.S3.Http;

/// <summary>The operations on buckets and their configuration.</summary>
internal sealed class BucketRoutes(S3Engine s3)
{
    /// <summary>The account's canonical user id: 64 hexadecimal digits, the same for ever.</summary>
    public static string OwnerId(CloudIdentity identity) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(identity.Account)));

    public Task ListAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var prefix = exchange.Query("prefix") ?? "";
        var after = exchange.Query("continuation-token") ?? "";
        var most = exchange.QueryNumber("max-buckets", int.MaxValue, int.MaxValue);
        var rest = s3.Buckets.List(exchange.Caller)
            .Where(bucket => bucket.Name.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(bucket.Name, after) > 0)
            .ToList();
        var page = rest.Take(most).ToList();
        return exchange.WriteXmlAsync(200, Element("ListAllMyBucketsResult",
            Element("Owner", Element("ID", OwnerId(s3.Identity))),
            Element("Buckets", page.Select(Listed)),
            page.Count < rest.Count ? Element("ContinuationToken", page[^1].Name) : null,
            prefix.Length == 0 ? null : Element("Prefix", prefix)), cancellationToken);
    }

    public async Task CreateAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        // The location that a client asks for is this cloud's only region, whatever it is called.
        if ((await exchange.ReadDocumentAsync(cancellationToken)).Length > 0 && exchange.Header("x-amz-bucket-object-lock-enabled") is "true")
        {
            throw S3Errors.HeaderNotImplemented("x-amz-bucket-object-lock-enabled");
        }

        s3.Buckets.Create(exchange.Caller, exchange.Bucket);
        exchange.SetHeader("Location", $"/{exchange.Bucket}");
        exchange.SetHeader("x-amz-bucket-arn", $"arn:aws:s3:::{exchange.Bucket}");
        exchange.WriteEmpty(200);
    }

    public Task DeleteAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        s3.Buckets.Delete(exchange.Caller, exchange.Bucket);
        exchange.WriteEmpty(204);
        return Task.CompletedTask;
    }

    public Task HeadAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var bucket = s3.Buckets.Head(exchange.Caller, exchange.Bucket);
        exchange.SetHeader("x-amz-bucket-region", s3.Identity.Region);
        exchange.SetHeader("x-amz-bucket-arn", bucket.Arn);
        exchange.SetHeader("x-amz-access-point-alias", "false");
        exchange.WriteEmpty(200);
        return Task.CompletedTask;
    }

    public Task GetLocationAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        s3.Buckets.GetLocation(exchange.Caller, exchange.Bucket);
        // us-east-1 is, for reasons of history, the empty location.
        return exchange.WriteXmlAsync(200,
            Element("LocationConstraint", s3.Identity.Region == "us-east-1" ? null : s3.Identity.Region), cancellationToken);
    }

    public Task GetVersioningAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var status = s3.Buckets.GetVersioning(exchange.Caller, exchange.Bucket).Versioning;
        return exchange.WriteXmlAsync(200,
            Element("VersioningConfiguration", status is null ? null : Element("Status", status.ToString())), cancellationToken);
    }

    public async Task PutVersioningAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var document = await exchange.ReadXmlAsync(cancellationToken);
        if (Text(document, "Status") is not { } status)
        {
            throw new AwsException("IllegalVersioningConfigurationException", 400, "The Versioning element must be specified");
        }

        if (!Enum.TryParse<VersioningStatus>(status, out var parsed) || !Enum.IsDefined(parsed))
        {
            throw S3Errors.MalformedXml();
        }

        s3.Buckets.PutVersioning(exchange.Caller, exchange.Bucket, parsed);
        exchange.WriteEmpty(200);
    }

    public async Task GetPolicyAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var policy = Encoding.UTF8.GetBytes(s3.Buckets.GetPolicy(exchange.Caller, exchange.Bucket));
        exchange.Http.Response.ContentType = "application/json";
        exchange.Http.Response.ContentLength = policy.Length;
        await exchange.Http.Response.Body.WriteAsync(policy, cancellationToken);
    }

    public async Task PutPolicyAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var policy = Encoding.UTF8.GetString(await exchange.ReadDocumentAsync(cancellationToken));
        s3.Buckets.PutPolicy(exchange.Caller, exchange.Bucket, policy);
        exchange.WriteEmpty(204);
    }

    public Task DeletePolicyAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        s3.Buckets.DeletePolicy(exchange.Caller, exchange.Bucket);
        exchange.WriteEmpty(204);
        return Task.CompletedTask;
    }

    public Task GetNotificationAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var bucket = s3.Buckets.GetNotification(exchange.Caller, exchange.Bucket);
        return exchange.WriteXmlAsync(200,
            Element("NotificationConfiguration", bucket.EventBridge ? Element("EventBridgeConfiguration") : null), cancellationToken);
    }

    public async Task PutNotificationAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        s3.Buckets.GetNotification(exchange.Caller, exchange.Bucket);
        var document = await exchange.ReadXmlAsync(cancellationToken);
        var others = document.Elements().Select(element => element.Name.LocalName).Where(name => name != "EventBridgeConfiguration").ToList();
        if (others.Count > 0)
        {
            throw new AwsException("NotImplemented", 501, $"LocalCloud delivers a bucket's events through EventBridge only; "
                + $"the configuration also has {string.Join(", ", others.Distinct())}. Use an EventBridge rule for these.");
        }

        s3.Buckets.PutNotification(exchange.Caller, exchange.Bucket, Child(document, "EventBridgeConfiguration") is not null);
        exchange.WriteEmpty(200);
    }

    private System.Xml.Linq.XElement Listed(Bucket bucket) => Element("Bucket",
        Element("Name", bucket.Name),
        Element("CreationDate", Timestamp(bucket.CreationDate)),
        Element("BucketRegion", s3.Identity.Region),
        Element("BucketArn", bucket.Arn));
}
