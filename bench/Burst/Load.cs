using System.Diagnostics;
using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS.Model;

namespace Burst;

/// <summary>What the product does with a burst, by the official clients over loopback.</summary>
internal sealed class Load(BurstCloud cloud, int objects, int clients)
{
    /// <summary>Puts every object, then waits until nothing is on its way; returns how long the puts took.</summary>
    public async Task<TimeSpan> DropAsync(string bucket, Func<bool> arrived)
    {
        using var s3 = cloud.S3();
        var started = Stopwatch.GetTimestamp();
        await AtOnceAsync(async number => await s3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = bucket,
            Key = KeyOf(number),
            ContentBody = $"{number}{bucket}".PadRight(1024, 'x'),
            ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
        }));
        var put = Stopwatch.GetElapsedTime(started);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!arrived())
        {
            await timer.WaitForNextTickAsync();
        }

        return put;
    }

    /// <summary>Receives and deletes every message.</summary>
    public async Task<TimeSpan> DrainAsync()
    {
        using var sqs = cloud.Sqs();
        var url = (await sqs.GetQueueUrlAsync("q")).QueueUrl;
        var left = objects;
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            while (Volatile.Read(ref left) > 0)
            {
                var answer = await sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = url, MaxNumberOfMessages = 10, WaitTimeSeconds = 1 });
                foreach (var message in answer.Messages ?? [])
                {
                    await sqs.DeleteMessageAsync(url, message.ReceiptHandle);
                    Interlocked.Decrement(ref left);
                }
            }
        }));
        return TimeSpan.Zero;
    }

    public async Task<TimeSpan> ListAsync()
    {
        using var s3 = cloud.S3();
        var found = 0;
        var request = new ListVersionsRequest { BucketName = "to-function", Prefix = "incoming/" };
        bool more;
        do
        {
            var page = await s3.ListVersionsAsync(request);
            found += page.Versions.Count;
            (request.KeyMarker, request.VersionIdMarker, more) = (page.NextKeyMarker, page.NextVersionIdMarker, page.IsTruncated == true);
        }
        while (more);
        return found == objects ? TimeSpan.Zero : throw new InvalidOperationException($"{found} of {objects} objects are listed.");
    }

    /// <summary>What freezing a snapshot does for every object.</summary>
    public async Task<TimeSpan> CopyAsync()
    {
        using var s3 = cloud.S3();
        await AtOnceAsync(async number =>
        {
            await s3.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = "to-function", Key = KeyOf(number), ChecksumMode = ChecksumMode.ENABLED });
            await s3.CopyObjectAsync("to-function", KeyOf(number), "frozen", string.Create(CultureInfo.InvariantCulture, $"objects/{number:x64}"));
        });
        return TimeSpan.Zero;
    }

    private static string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"incoming/{number:00000}.csv");

    private Task AtOnceAsync(Func<int, Task> work) => Parallel.ForEachAsync(
        Enumerable.Range(0, objects), new ParallelOptions { MaxDegreeOfParallelism = clients }, async (number, _) => await work(number));
}
