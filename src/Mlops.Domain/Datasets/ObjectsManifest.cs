namespace Mlops.Domain.Datasets;

/// <summary><c>objects.manifest</c>: the frozen objects of a dataset, each content once.</summary>
public static class ObjectsManifest
{
    public static string Of(string bucket, DatasetManifest manifest) => ManifestFile.Of($"s3://{bucket}/objects/", manifest.Contents());
}
