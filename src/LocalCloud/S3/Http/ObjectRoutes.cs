using System.Globalization;
using System.Xml.Linq;

namespace LocalCloud.S3.Http;

/// <summary>The operations on one object.</summary>
internal sealed class ObjectRoutes(S3Engine s3)
{
    public async Task PutAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var body = new RequestBody(exchange);
        var version = await s3.PutObjectAsync(exchange.Caller, new()
        {
            Bucket = exchange.Bucket,
            Key = exchange.Key,
            Headers = ObjectHeadersReader.Read(exchange),
            Conditions = Conditions(exchange),
            Tags = TaggingRoutes.FromHeader(exchange),
            Digests = body.Digests(),
            Body = body.Open(),
        }, cancellationToken);
        exchange.SetHeader("ETag", version.QuotedETag);
        WriteVersion(exchange, version);
        ChecksumHeaders.Write(exchange, version.Checksum);
        exchange.WriteEmpty(200);
    }

    public async Task GetAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var reading = s3.GetObject(exchange.Caller, Request(exchange));
        if (reading.NotModified)
        {
            WriteReading(exchange, reading);
            return;
        }

        // Opened before anything is answered: it may turn out to be gone.
        await using var content = reading.OpenRead();
        WriteReading(exchange, reading);
        await content.CopyToAsync(exchange.Http.Response.Body, 1 << 16, cancellationToken);
    }

    public Task GetAttributesAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var asked = (exchange.Header("x-amz-object-attributes") ?? throw S3Errors.InvalidArgument("x-amz-object-attributes", "", "At least one attribute must be named."))
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var version = s3.GetObjectAttributes(exchange.Caller, Request(exchange));
        WriteVersionId(exchange, version);
        exchange.SetHeader("Last-Modified", version.LastModified.ToString("R", CultureInfo.InvariantCulture));
        XElement?[] attributes =
        [
            S3Xml.Element("ETag", version.ETag),
            version.Checksum is null ? null : S3Xml.Element("Checksum", S3Xml.ChecksumElements(version.Checksum)),
            version.PartSizes is null ? null : S3Xml.Element("ObjectParts", S3Xml.Element("PartsCount", version.PartSizes.Count)),
            S3Xml.Element("StorageClass", "STANDARD"),
            S3Xml.Element("ObjectSize", version.Size),
        ];
        return exchange.WriteXmlAsync(
            200, S3Xml.Element("GetObjectAttributesResponse", attributes.Where(attribute => asked.Contains(attribute?.Name.LocalName, StringComparer.Ordinal))), cancellationToken);
    }

    public Task HeadAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        WriteReading(exchange, s3.HeadObject(exchange.Caller, Request(exchange)));
        return Task.CompletedTask;
    }

    public async Task DeleteAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var result = await s3.DeleteObjectAsync(exchange.Caller, new()
        {
            Bucket = exchange.Bucket,
            Key = exchange.Key,
            VersionId = exchange.Query("versionId"),
            IfMatch = exchange.Header("If-Match"),
        }, cancellationToken);
        exchange.SetHeader("x-amz-version-id", result.VersionId);
        exchange.SetHeader("x-amz-delete-marker", result.DeleteMarker ? "true" : null);
        exchange.WriteEmpty(204);
    }

    public async Task CopyAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var source = CopySource.Parse(exchange.Header("x-amz-copy-source")!);
        var result = await s3.CopyObjectAsync(exchange.Caller, new()
        {
            SourceBucket = source.Bucket,
            SourceKey = source.Key,
            SourceVersionId = source.VersionId,
            Bucket = exchange.Bucket,
            Key = exchange.Key,
            ReplacedHeaders = ReplacedHeaders(exchange),
            ReplacedTags = ReplacedTags(exchange),
            ChecksumAlgorithm = ChecksumHeaders.Algorithm(exchange, "x-amz-checksum-algorithm"),
            Conditions = Conditions(exchange),
            SourceConditions = ReadConditions(exchange, "x-amz-copy-source-"),
        }, cancellationToken);
        WriteVersion(exchange, result.Version);
        exchange.SetHeader("x-amz-copy-source-version-id", result.SourceVersionId == VersionIds.Null ? null : result.SourceVersionId);
        await exchange.WriteXmlAsync(200, new XElement(S3Exchange.Xmlns + "CopyObjectResult",
            new XElement(S3Exchange.Xmlns + "ETag", result.Version.QuotedETag),
            new XElement(S3Exchange.Xmlns + "LastModified", S3Xml.Timestamp(result.Version.LastModified)),
            S3Xml.ChecksumElements(result.Version.Checksum)), cancellationToken);
    }

    public static WriteConditions Conditions(S3Exchange exchange) =>
        new() { IfMatch = exchange.Header("If-Match"), IfNoneMatch = exchange.Header("If-None-Match") };

    public static void WriteVersionId(S3Exchange exchange, ObjectVersion version) =>
        exchange.SetHeader("x-amz-version-id", version.VersionId == VersionIds.Null ? null : version.VersionId);

    public static void WriteVersion(S3Exchange exchange, ObjectVersion version)
    {
        WriteVersionId(exchange, version);
        ObjectHeadersReader.WriteEncryption(exchange, version.Headers);
    }

    private static ObjectHeaders? ReplacedHeaders(S3Exchange exchange)
    {
        var directive = exchange.Header("x-amz-metadata-directive") ?? "COPY";
        return directive switch
        {
            "COPY" => null,
            "REPLACE" => ObjectHeadersReader.Read(exchange),
            _ => throw S3Errors.InvalidArgument("x-amz-metadata-directive", directive, "Unknown metadata directive."),
        };
    }

    private static IReadOnlyDictionary<string, string>? ReplacedTags(S3Exchange exchange) => exchange.Header("x-amz-tagging-directive") switch
    {
        null or "COPY" => null,
        "REPLACE" => TaggingRoutes.FromHeader(exchange) ?? new Dictionary<string, string>(),
        var other => throw S3Errors.InvalidArgument("x-amz-tagging-directive", other, "Unknown tagging directive."),
    };

    private static GetObjectRequest Request(S3Exchange exchange) => new()
    {
        Bucket = exchange.Bucket,
        Key = exchange.Key,
        VersionId = exchange.Query("versionId"),
        Range = exchange.Header("Range"),
        Conditions = ReadConditions(exchange, ""),
    };

    public static ReadConditions ReadConditions(S3Exchange exchange, string prefix) => new()
    {
        IfMatch = exchange.Header($"{prefix}If-Match"),
        IfNoneMatch = exchange.Header($"{prefix}If-None-Match"),
        IfModifiedSince = exchange.HeaderDate($"{prefix}If-Modified-Since"),
        IfUnmodifiedSince = exchange.HeaderDate($"{prefix}If-Unmodified-Since"),
    };

    private static void WriteReading(S3Exchange exchange, ObjectReading reading)
    {
        var version = reading.Version;
        var response = exchange.Http.Response;
        exchange.SetHeader("ETag", version.QuotedETag);
        exchange.SetHeader("Last-Modified", version.LastModified.ToString("R", CultureInfo.InvariantCulture));
        exchange.SetHeader("x-amz-version-id", reading.VersionId);
        if (reading.NotModified)
        {
            response.StatusCode = 304;
            return;
        }

        exchange.SetHeader("Accept-Ranges", "bytes");
        exchange.SetHeader("x-amz-tagging-count", version.Tags.Count == 0 ? null : version.Tags.Count.ToString(CultureInfo.InvariantCulture));
        ObjectHeadersReader.Write(exchange, version);
        if (reading.Range is { } range)
        {
            response.StatusCode = 206;
            exchange.SetHeader("Content-Range", $"bytes {range.First}-{range.Last}/{version.Size}");
        }

        // A part of the content has no checksum on record.
        if (reading.ContentLength == version.Size && exchange.Header("x-amz-checksum-mode")?.Equals("ENABLED", StringComparison.OrdinalIgnoreCase) == true)
        {
            ChecksumHeaders.Write(exchange, version.Checksum);
        }

        response.ContentLength = reading.ContentLength;
    }
}
