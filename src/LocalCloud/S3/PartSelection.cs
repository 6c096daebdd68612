using LocalCloud.Api;
using LocalCloud.S3.Checksums;

namespace LocalCloud.S3;

/// <summary>Finds the parts that a completing caller names, and refuses what S3 refuses about them.</summary>
internal static class PartSelection
{
    private const long SmallestButLast = 5 * 1024 * 1024;

    public static IReadOnlyList<UploadedPart> Choose(MultipartUpload upload, IReadOnlyList<CompletedPart> named)
    {
        if (named.Count == 0)
        {
            throw S3Errors.MalformedXml();
        }

        if (named.Zip(named.Skip(1)).Any(pair => pair.First.PartNumber >= pair.Second.PartNumber))
        {
            throw new AwsException("InvalidPartOrder", 400,
                "The list of parts was not in ascending order. Parts must be ordered by part number.")
            {
                Details = new Dictionary<string, string> { ["UploadId"] = upload.UploadId },
            };
        }

        var chosen = named.Select(part => Find(upload, part)).ToList();
        return chosen.SkipLast(1).FirstOrDefault(part => part.Size < SmallestButLast) is { } small
            ? throw TooSmall(small)
            : chosen;
    }

    private static UploadedPart Find(MultipartUpload upload, CompletedPart named)
    {
        var etag = named.ETag.Trim('"');
        if (!upload.Parts.TryGetValue(named.PartNumber, out var part) || part.ETag != etag)
        {
            throw InvalidPart(upload, named, etag);
        }

        if (named.Checksum is not null && named.Checksum != part.Checksum.Value)
        {
            throw InvalidPart(upload, named, etag);
        }

        return named.Checksum is null && upload.ChecksumType == ChecksumType.COMPOSITE
            ? throw S3Errors.InvalidRequest($"The upload was created using a {Checksum.Lower(upload.ChecksumAlgorithm!.Value)} checksum. "
                + $"The complete request must include the checksum for each part. It was missing for part {named.PartNumber} in the request.")
            : part;
    }

    private static AwsException InvalidPart(MultipartUpload upload, CompletedPart named, string etag) =>
        new("InvalidPart", 400, "One or more of the specified parts could not be found.  The part may not have been uploaded, "
            + "or the specified entity tag may not match the part's entity tag.")
        {
            Details = new Dictionary<string, string>
            {
                ["UploadId"] = upload.UploadId,
                ["PartNumber"] = $"{named.PartNumber}",
                ["ETag"] = etag,
            },
        };

    private static AwsException TooSmall(UploadedPart part) =>
        new("EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size")
        {
            Details = new Dictionary<string, string>
            {
                ["ProposedSize"] = $"{part.Size}",
                ["MinSizeAllowed"] = $"{SmallestButLast}",
                ["PartNumber"] = $"{part.PartNumber}",
                ["ETag"] = part.ETag,
            },
        };
}
