using System.Text.RegularExpressions;
using LocalCloud.Storage;

namespace LocalCloud.S3;

/// <summary>The buckets on disk.</summary>
internal sealed partial class BucketCatalog(DocumentStore store)
{
    private readonly DocumentCollection<Bucket> _buckets = new(store, "s3.buckets");

    public Bucket Require(string name) => _buckets.Get(name) ?? throw S3Errors.NoSuchBucket(name);

    public Bucket? Find(string name) => _buckets.Get(name);

    public IReadOnlyList<Bucket> All() => [.. _buckets.Scan().Select(row => row.Value)];

    public void Put(Bucket bucket) => _buckets.Put(bucket.Name, bucket);

    public void Delete(string name) => _buckets.Delete(name);

    public static bool IsValidName(string name) =>
        NamePattern().IsMatch(name) && !name.Contains("..", StringComparison.Ordinal) && !AddressPattern().IsMatch(name);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A\d{1,3}(\.\d{1,3}){3}\z")]
    private static partial Regex AddressPattern();
}
