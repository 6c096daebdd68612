using System.Globalization;
using LocalCloud.S3.Checksums;
using static LocalCloud.S3.Http.S3Xml;

namespace LocalCloud.S3.Http;

/// <summary>The operations on uploads in parts.</summary>
internal sealed class MultipartRoutes(S3Engine s3)
{
    public Task CreateAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var upload = s3.Uploads.Create(exchange.Caller, new()
        {
            Bucket = exchange.Bucket,
            Key = exchange.Key,
            Headers = ObjectHeadersReader.Read(exchange),
            Tags = TaggingRoutes.FromHeader(exchange),
            ChecksumAlgorithm = ChecksumHeaders.Algorithm(exchange, "x-amz-checksum-algorithm"),
            ChecksumType = ChecksumHeaders.Type(exchange),
        });
        exchange.SetHeader("x-amz-checksum-algorithm", upload.ChecksumAlgorithm?.ToString());
        exchange.SetHeader("x-amz-checksum-type", upload.ChecksumType?.ToString());
        ObjectHeadersReader.WriteEncryption(exchange, upload.Headers);
        return exchange.WriteXmlAsync(200, Element("InitiateMultipartUploadResult",
            Element("Bucket", upload.Bucket),
            Element("Key", upload.Key),
            Element("UploadId", upload.UploadId)), cancellationToken);
    }

    public async Task UploadPartAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var body = new RequestBody(exchange);
        var part = await s3.Uploads.UploadPartAsync(exchange.Caller, new()
        {
            Bucket = exchange.Bucket,
            Key = exchange.Key,
            UploadId = exchange.Query("uploadId")!,
            PartNumber = PartNumber(exchange),
            Digests = body.Digests(),
            Body = body.Open(),
        }, cancellationToken);
        exchange.SetHeader("ETag", $"\"{part.ETag}\"");
        exchange.SetHeader(part.Checksum.HeaderName, part.Checksum.Value);
        exchange.SetHeader("x-amz-server-side-encryption", "AES256");
        exchange.WriteEmpty(200);
    }

    /// <summary>A part that is a range of another object; read, and authorized, as GetObject is, by the account that owns it.</summary>
    public async Task UploadPartCopyAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var source = CopySource.Parse(exchange.Header("x-amz-copy-source")!);
        var reading = s3.GetCopySource(exchange.Caller, new()
        {
            Bucket = source.Bucket,
            Key = source.Key,
            VersionId = source.VersionId,
            Range = exchange.Header("x-amz-copy-source-range"),
            Conditions = ObjectRoutes.ReadConditions(exchange, "x-amz-copy-source-"),
        });
        if (reading.NotModified)
        {
            throw S3Errors.PreconditionFailed("x-amz-copy-source-If-None-Match");
        }

        await using var content = reading.OpenRead();
        var part = await s3.Uploads.UploadPartAsync(exchange.Caller, new()
        {
            Bucket = exchange.Bucket,
            Key = exchange.Key,
            UploadId = exchange.Query("uploadId")!,
            PartNumber = PartNumber(exchange),
            Body = content,
        }, cancellationToken);
        exchange.SetHeader("x-amz-copy-source-version-id", reading.VersionId);
        exchange.SetHeader("x-amz-server-side-encryption", "AES256");
        await exchange.WriteXmlAsync(200, Element("CopyPartResult",
            Element("LastModified", Timestamp(part.LastModified)),
            Element("ETag", $"\"{part.ETag}\""),
            Element(part.Checksum.MemberName, part.Checksum.Value)), cancellationToken);
    }

    public Task ListAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var encode = KeyEncoding(exchange);
        var (prefix, most) = (exchange.Query("prefix") ?? "", exchange.QueryNumber("max-uploads", 1000, 1000));
        var (keyMarker, idMarker) = (exchange.Query("key-marker") ?? "", exchange.Query("upload-id-marker") ?? "");
        if (exchange.Query("delimiter") is { Length: > 0 })
        {
            throw S3Errors.HeaderNotImplemented("delimiter", "LocalCloud lists uploads in parts without a delimiter.");
        }

        var rest = s3.Uploads.List(exchange.Caller, exchange.Bucket, prefix)
            .SkipWhile(upload => string.CompareOrdinal(upload.Key, keyMarker) is var order && (order < 0 || (order == 0 && !IsAfter(upload, idMarker)))).ToList();
        var page = rest.Take(most).ToList();
        return exchange.WriteXmlAsync(200, Element("ListMultipartUploadsResult",
            Element("Bucket", exchange.Bucket),
            Element("KeyMarker", encode(keyMarker)),
            Element("UploadIdMarker", idMarker),
            rest.Count > page.Count && page.Count > 0 ? new[] { Element("NextKeyMarker", encode(page[^1].Key)), Element("NextUploadIdMarker", page[^1].UploadId) } : null,
            Element("Prefix", encode(prefix)),
            Element("MaxUploads", most),
            Element("IsTruncated", rest.Count > page.Count),
            page.Select(upload => Element("Upload",
                Element("Key", encode(upload.Key)),
                Element("UploadId", upload.UploadId),
                Element("StorageClass", "STANDARD"),
                Element("Initiated", Timestamp(upload.Initiated))))), cancellationToken);
    }

    public Task ListPartsAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var upload = s3.Uploads.ListParts(exchange.Caller, exchange.Bucket, exchange.Key, exchange.Query("uploadId")!);
        var most = exchange.QueryNumber("max-parts", 1000, 1000);
        var marker = exchange.QueryNumber("part-number-marker", 0, int.MaxValue);
        var rest = upload.Parts.Values.Where(part => part.PartNumber > marker).OrderBy(part => part.PartNumber).ToList();
        var page = rest.Take(most).ToList();
        return exchange.WriteXmlAsync(200, Element("ListPartsResult",
            Element("Bucket", upload.Bucket),
            Element("Key", upload.Key),
            Element("UploadId", upload.UploadId),
            Element("PartNumberMarker", marker),
            page.Count == 0 ? null : Element("NextPartNumberMarker", page[^1].PartNumber),
            Element("MaxParts", most),
            Element("IsTruncated", rest.Count > page.Count),
            page.Select(Part),
            Element("StorageClass", "STANDARD")), cancellationToken);
    }

    public Task AbortAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        s3.Uploads.Abort(exchange.Caller, exchange.Bucket, exchange.Key, exchange.Query("uploadId")!);
        exchange.WriteEmpty(204);
        return Task.CompletedTask;
    }

    public async Task CompleteAsync(S3Exchange exchange, CancellationToken cancellationToken)
    {
        var document = await exchange.ReadXmlAsync(cancellationToken);
        var version = await s3.Uploads.CompleteAsync(exchange.Caller, new()
        {
            Bucket = exchange.Bucket,
            Key = exchange.Key,
            UploadId = exchange.Query("uploadId")!,
            Parts = [.. Children(document, "Part").Select(Completed)],
            Conditions = ObjectRoutes.Conditions(exchange),
        }, cancellationToken);
        ObjectRoutes.WriteVersion(exchange, version);
        var location = $"{exchange.Http.Request.Scheme}://{exchange.Http.Request.Host}/{exchange.Bucket}/"
            + Uri.EscapeDataString(exchange.Key).Replace("%2F", "/", StringComparison.Ordinal);
        await exchange.WriteXmlAsync(200, Element("CompleteMultipartUploadResult",
            Element("Location", location),
            Element("Bucket", exchange.Bucket),
            Element("Key", exchange.Key),
            Element("ETag", version.QuotedETag),
            ChecksumElements(version.Checksum)), cancellationToken);
    }

    private static bool IsAfter(MultipartUpload upload, string marker) =>
        marker is not ("" or VersionIds.Null) && VersionIds.IsValid(marker) && upload.Sequence > VersionIds.SequenceOf(marker);

    private static int PartNumber(S3Exchange exchange) =>
        int.TryParse(exchange.Query("partNumber"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static System.Xml.Linq.XElement Part(UploadedPart part) => Element("Part",
        Element("PartNumber", part.PartNumber),
        Element("LastModified", Timestamp(part.LastModified)),
        Element("ETag", $"\"{part.ETag}\""),
        Element("Size", part.Size),
        Element(part.Checksum.MemberName, part.Checksum.Value));

    private static CompletedPart Completed(System.Xml.Linq.XElement part)
    {
        if (!int.TryParse(Text(part, "PartNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || Text(part, "ETag") is not { } etag)
        {
            throw S3Errors.MalformedXml();
        }

        var checksum = Enum.GetNames<ChecksumAlgorithm>().Select(name => Text(part, $"Checksum{name}")).FirstOrDefault(text => text is not null);
        return new(number, etag, checksum);
    }
}
