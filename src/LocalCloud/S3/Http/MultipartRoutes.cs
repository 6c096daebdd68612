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
        var number = exchange.Query("partNumber") ?? "";
        var body = new RequestBody(exchange);
        var part = await s3.Uploads.UploadPartAsync(exchange.Caller, new()
        {
            Bucket = exchange.Bucket,
            Key = exchange.Key,
            UploadId = exchange.Query("uploadId")!,
            PartNumber = int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0,
            Digests = body.Digests(),
            Body = body.Open(),
        }, cancellationToken);
        exchange.SetHeader("ETag", $"\"{part.ETag}\"");
        exchange.SetHeader(part.Checksum.HeaderName, part.Checksum.Value);
        exchange.SetHeader("x-amz-server-side-encryption", "AES256");
        exchange.WriteEmpty(200);
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
