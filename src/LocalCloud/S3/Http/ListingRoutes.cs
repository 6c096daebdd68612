using System.Xml.Linq;
using static LocalCloud.S3.Http.S3Xml;

namespace LocalCloud.S3.Http;

/// <summary>ListObjectsV2, ListObjects, ListObjectVersions and DeleteObjects: the operations on many keys.</summary>
internal sealed class ListingRoutes(S3Engine s3)
{
    private const int MostKeys = 1000;

    public Task ListObjectsAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var encode = KeyEncoding(exchange);
        var request = new ListObjectsRequest
        {
            Keys = Selection(exchange),
            StartAfter = exchange.Query("start-after") ?? "",
            ContinuationToken = exchange.Query("continuation-token"),
        };
        var page = s3.ListObjects(exchange.Caller, request);
        return exchange.WriteXmlAsync(200, Element("ListBucketResult",
            Element("Name", exchange.Bucket),
            Element("Prefix", encode(request.Keys.Prefix)),
            Optional("Delimiter", request.Keys.Delimiter, encode),
            Optional("StartAfter", request.StartAfter, encode),
            Optional("ContinuationToken", request.ContinuationToken ?? "", token => token),
            Optional("NextContinuationToken", page.NextContinuationToken ?? "", token => token),
            Element("KeyCount", page.Contents.Count + page.CommonPrefixes.Count),
            Element("MaxKeys", request.Keys.MaxKeys),
            Optional("EncodingType", exchange.Query("encoding-type") ?? "", type => type),
            Element("IsTruncated", page.NextContinuationToken is not null),
            page.Contents.Select(listed => Contents(listed, encode, exchange.Query("fetch-owner") == "true")),
            Prefixes(page.CommonPrefixes, encode)), cancellationToken);
    }

    /// <summary>The listing of 2006: no token but a marker, and every key with its owner.</summary>
    public Task ListObjectsByMarkerAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var encode = KeyEncoding(exchange);
        var request = new ListObjectsRequest
        {
            Keys = Selection(exchange),
            StartAfter = exchange.Query("marker") ?? "",
        };
        var page = s3.ListObjects(exchange.Caller, request);
        return exchange.WriteXmlAsync(200, Element("ListBucketResult",
            Element("Name", exchange.Bucket),
            Element("Prefix", encode(request.Keys.Prefix)),
            Element("Marker", encode(request.StartAfter)),
            // Without a delimiter the last key says as much.
            request.Keys.Delimiter.Length == 0 ? null : Optional("NextMarker", page.NextMarker ?? "", encode),
            Element("MaxKeys", request.Keys.MaxKeys),
            Optional("Delimiter", request.Keys.Delimiter, encode),
            Optional("EncodingType", exchange.Query("encoding-type") ?? "", type => type),
            Element("IsTruncated", page.NextMarker is not null),
            page.Contents.Select(listed => Contents(listed, encode, withOwner: true)),
            Prefixes(page.CommonPrefixes, encode)), cancellationToken);
    }

    public Task ListVersionsAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var encode = KeyEncoding(exchange);
        var request = new ListObjectVersionsRequest
        {
            Keys = Selection(exchange),
            KeyMarker = exchange.Query("key-marker") ?? "",
            VersionIdMarker = exchange.Query("version-id-marker") ?? "",
        };
        var page = s3.ListObjectVersions(exchange.Caller, request);
        return exchange.WriteXmlAsync(200, Element("ListVersionsResult",
            Element("Name", exchange.Bucket),
            Element("Prefix", encode(request.Keys.Prefix)),
            Optional("Delimiter", request.Keys.Delimiter, encode),
            Element("KeyMarker", encode(request.KeyMarker)),
            Element("VersionIdMarker", request.VersionIdMarker),
            Optional("NextKeyMarker", page.NextKeyMarker ?? "", encode),
            Optional("NextVersionIdMarker", page.NextVersionIdMarker ?? "", id => id),
            Element("MaxKeys", request.Keys.MaxKeys),
            Optional("EncodingType", exchange.Query("encoding-type") ?? "", type => type),
            Element("IsTruncated", page.NextKeyMarker is not null),
            page.Versions.Select(listed => Version(listed, encode)),
            Prefixes(page.CommonPrefixes, encode)), cancellationToken);
    }

    public async Task DeleteObjectsAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var document = await exchange.ReadXmlAsync(cancellationToken);
        var named = Children(document, "Object").ToList();
        if (named.Count is 0 or > MostKeys || named.Any(one => Text(one, "Key") is null))
        {
            throw S3Errors.MalformedXml();
        }

        var quiet = Text(document, "Quiet") == "true";
        var results = new List<XElement>();
        foreach (var one in named)
        {
            var (element, failed) = await DeleteAsync(exchange, one, cancellationToken);
            if (failed || !quiet)
            {
                results.Add(element);
            }
        }

        await exchange.WriteXmlAsync(200, Element("DeleteResult", results), cancellationToken);
    }

    /// <summary>What all listings read alike.</summary>
    private static KeySelection Selection(S3Exchange exchange) => new()
    {
        Bucket = exchange.Bucket,
        Prefix = exchange.Query("prefix") ?? "",
        Delimiter = exchange.Query("delimiter") ?? "",
        MaxKeys = exchange.QueryNumber("max-keys", MostKeys, MostKeys),
    };

    private static XElement? Optional(string name, string value, Func<string, string> encode) =>
        value.Length == 0 ? null : Element(name, encode(value));

    private static IEnumerable<XElement> Prefixes(IEnumerable<string> prefixes, Func<string, string> encode) =>
        prefixes.Select(prefix => Element("CommonPrefixes", Element("Prefix", encode(prefix))));

    private XElement Contents(ListedObject listed, Func<string, string> encode, bool withOwner) => Element("Contents",
        Element("Key", encode(listed.Key)),
        Element("LastModified", Timestamp(listed.Version.LastModified)),
        Element("ETag", listed.Version.QuotedETag),
        ListedChecksum(listed.Version.Checksum),
        Element("Size", listed.Version.Size),
        withOwner ? Owner() : null,
        Element("StorageClass", "STANDARD"));

    private XElement Version(ListedVersion listed, Func<string, string> encode) => listed.Version.IsDeleteMarker
        ? Element("DeleteMarker", Common(listed, encode), Owner())
        : Element("Version",
            Common(listed, encode),
            Element("ETag", listed.Version.QuotedETag),
            ListedChecksum(listed.Version.Checksum),
            Element("Size", listed.Version.Size),
            Element("StorageClass", "STANDARD"),
            Owner());

    private static IEnumerable<XElement> Common(ListedVersion listed, Func<string, string> encode) =>
    [
        Element("Key", encode(listed.Key)),
        Element("VersionId", listed.Version.VersionId),
        Element("IsLatest", listed.IsLatest),
        Element("LastModified", Timestamp(listed.Version.LastModified)),
    ];

    private XElement Owner() => Element("Owner", Element("ID", BucketRoutes.OwnerId(s3.Identity)));

    private async Task<(XElement Element, bool Failed)> DeleteAsync(S3Exchange exchange, XElement named, CancellationToken cancellationToken)
    {
        var key = Text(named, "Key")!;
        var versionId = Text(named, "VersionId");
        XElement?[] identity = [Element("Key", key), versionId is null ? null : Element("VersionId", versionId)];
        try
        {
            var result = await s3.DeleteObjectAsync(exchange.Caller, new()
            {
                Bucket = exchange.Bucket,
                Key = key,
                VersionId = versionId,
                IfMatch = Text(named, "ETag"),
            }, cancellationToken);
            return (Element("Deleted", identity, result.DeleteMarker
                ? new[] { Element("DeleteMarker", true), Element("DeleteMarkerVersionId", result.VersionId) }
                : null), false);
        }
        catch (Api.AwsException refused) when (refused.Code != "NoSuchBucket")
        {
            return (Element("Error", identity, Element("Code", refused.Code), Element("Message", refused.Message)), true);
        }
    }
}
