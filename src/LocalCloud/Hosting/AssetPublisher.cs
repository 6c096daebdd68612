using System.IO.Compression;
using LocalCloud.Api;
using LocalCloud.CloudFormation;
using LocalCloud.S3;

namespace LocalCloud.Hosting;

/// <summary>
/// Puts a cloud assembly's file assets where its templates expect them, as <c>cdk deploy</c> does: folders zipped, keys
/// that are there already left alone, since a key is the hash of its content.
/// </summary>
internal sealed class AssetPublisher(S3Engine s3)
{
    private readonly S3Caller _account = new Principal.Root(s3.Identity.Account);

    public async Task PublishAsync(FileAsset asset, CancellationToken cancellationToken)
    {
        s3.Buckets.Create(_account, asset.Bucket);
        if (Exists(asset))
        {
            return;
        }

        await using var content = asset.Zip ? Zip(asset.Path) : File.OpenRead(asset.Path);
        await s3.PutObjectAsync(_account, new PutObjectRequest { Bucket = asset.Bucket, Key = asset.Key, Body = content }, cancellationToken);
    }

    private bool Exists(FileAsset asset)
    {
        try
        {
            s3.HeadObject(_account, new GetObjectRequest { Bucket = asset.Bucket, Key = asset.Key });
            return true;
        }
        catch (AwsException e) when (e.Status == 404)
        {
            return false;
        }
    }

    private static FileStream Zip(string folder)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        ZipFile.CreateFromDirectory(folder, path, CompressionLevel.Fastest, includeBaseDirectory: false);
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 81920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
    }
}
