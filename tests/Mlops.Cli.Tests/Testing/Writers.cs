using System.Collections.Concurrent;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS;
using Amazon.SQS.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Mlops.Cli.Local;

namespace Mlops.Cli.Tests.Testing;

/// <summary>Clients that write to a cloud until it goes away under them, and remember what it has acknowledged.</summary>
internal sealed class Writers(KillableCloud cloud) : IDisposable
{
    private const string Machine = "arn:aws:states:us-east-1:000000000000:stateMachine:m";

    private readonly AmazonS3Client _s3 = new(LocalInstance.Credentials, cloud.Configured(new AmazonS3Config { ForcePathStyle = true }));
    private readonly AmazonSQSClient _sqs = new(LocalInstance.Credentials, cloud.Configured(new AmazonSQSConfig()));
    private readonly AmazonStepFunctionsClient _states = new(LocalInstance.Credentials, cloud.Configured(new AmazonStepFunctionsConfig()));
    private int _next;

    public ConcurrentBag<string> Objects { get; } = [];

    public ConcurrentBag<string> Messages { get; } = [];

    public ConcurrentBag<string> Executions { get; } = [];

    public int Acknowledged => Objects.Count + Messages.Count + Executions.Count;

    /// <summary>Writes until a call fails, three clients of every kind; ends when all have failed.</summary>
    public Task RunAsync() => Task.WhenAll(Enumerable.Range(0, 3).SelectMany(_ => (Task[])
    [
        UntilItFailsAsync(PutAsync),
        UntilItFailsAsync(SendAsync),
        UntilItFailsAsync(StartAsync),
    ]));

    public async Task<string> ContentAsync(string key)
    {
        using var answer = await _s3.GetObjectAsync("data", key);
        using var reader = new StreamReader(answer.ResponseStream);
        return await reader.ReadToEndAsync();
    }

    public async Task<string> StatusAsync(string execution) =>
        (await _states.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = execution })).Status.Value;

    /// <summary>Takes some messages out of a queue.</summary>
    public async Task<List<string>> TakeAsync(string queue)
    {
        var answer = await _sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = await UrlAsync(queue), MaxNumberOfMessages = 10, WaitTimeSeconds = 1 });
        return [.. (answer.Messages ?? []).Select(message => message.Body)];
    }

    /// <summary>As much as fills several pages of the disk, and different for every key.</summary>
    public static string Content(string key) => new StringBuilder().Insert(0, key + "\n", 400).ToString();

    public void Dispose()
    {
        _s3.Dispose();
        _sqs.Dispose();
        _states.Dispose();
    }

    private static async Task UntilItFailsAsync(Func<Task> write)
    {
        try
        {
            while (true)
            {
                await write();
            }
        }
        catch (Exception gone) when (gone is AmazonClientException or HttpRequestException or IOException or OperationCanceledException)
        {
            // The cloud was killed.
        }
    }

    private async Task<string> UrlAsync(string queue) => (await _sqs.GetQueueUrlAsync(queue)).QueueUrl;

    private string NextName() => $"w{Interlocked.Increment(ref _next):00000}";

    private async Task PutAsync()
    {
        var key = NextName();
        await _s3.PutObjectAsync(new PutObjectRequest { BucketName = "data", Key = key, ContentBody = Content(key) });
        Objects.Add(key);
    }

    private async Task SendAsync()
    {
        var body = NextName();
        await _sqs.SendMessageAsync(await UrlAsync("messages"), body);
        Messages.Add(body);
    }

    private async Task StartAsync()
    {
        var answer = await _states.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = Machine, Name = NextName(), Input = "{}" });
        Executions.Add(answer.ExecutionArn);
    }
}
