using System.Xml.Linq;
using Microsoft.AspNetCore.WebUtilities;
using static LocalCloud.S3.Http.S3Xml;

namespace LocalCloud.S3.Http;

/// <summary>An object's tags: the operations on them, and the header by which a writer gives them.</summary>
internal sealed class TaggingRoutes(S3Engine s3)
{
    public Task GetAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var version = s3.GetObjectTagging(exchange.Caller, exchange.Bucket, exchange.Key, exchange.Query("versionId"));
        ObjectRoutes.WriteVersionId(exchange, version);
        var tags = version.Tags.Select(tag => Element("Tag", Element("Key", tag.Key), Element("Value", tag.Value)));
        return exchange.WriteXmlAsync(200, Element("Tagging", Element("TagSet", tags)), cancellationToken);
    }

    public async Task PutAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var tags = Read(await exchange.ReadXmlAsync(cancellationToken));
        ObjectRoutes.WriteVersionId(exchange, s3.PutObjectTagging(exchange.Caller, exchange.Bucket, exchange.Key, exchange.Query("versionId"), tags));
        exchange.WriteEmpty(200);
    }

    public Task DeleteAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        ObjectRoutes.WriteVersionId(exchange, s3.DeleteObjectTagging(exchange.Caller, exchange.Bucket, exchange.Key, exchange.Query("versionId")));
        exchange.WriteEmpty(204);
        return Task.CompletedTask;
    }

    /// <summary>The tags of <c>x-amz-tagging</c>, which are written as a query string; null when there is no such header.</summary>
    public static IReadOnlyDictionary<string, string>? FromHeader(S3Exchange exchange)
    {
        if (exchange.Header("x-amz-tagging") is not { } text)
        {
            return null;
        }

        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in new QueryStringEnumerable(text))
        {
            if (!tags.TryAdd(tag.DecodeName().ToString(), tag.DecodeValue().ToString()))
            {
                throw S3Errors.InvalidArgument("x-amz-tagging", text,
                    "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.");
            }
        }

        ObjectTags.Validate(tags);
        return tags;
    }

    private static Dictionary<string, string> Read(XElement document)
    {
        var set = Child(document, "TagSet") ?? throw S3Errors.MalformedXml();
        var tags = Children(set, "Tag").Select(tag => (Key: Text(tag, "Key") ?? throw S3Errors.MalformedXml(), Value: Text(tag, "Value") ?? "")).ToList();
        return tags.DistinctBy(tag => tag.Key).Count() == tags.Count
            ? tags.ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal)
            : throw new Api.AwsException("InvalidTag", 400, "Cannot provide multiple Tags with the same key");
    }
}
