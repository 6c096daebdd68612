using Amazon.SQS;
using Amazon.SQS.Model;
using Mlops.Cli.Local;

namespace Scenarios.Support;

/// <summary>The queues that keep what could not be handled.</summary>
internal sealed class DeadLetters(Cloud cloud, string pipeline = PipelineDriver.Pipeline) : IDisposable
{
    private readonly AmazonSQSClient _sqs = new(
        LocalInstance.Credentials, new AmazonSQSConfig { ServiceURL = cloud.App.Host.Endpoint.ToString(), AuthenticationRegion = "us-east-1" });

    public void Dispose() => _sqs.Dispose();

    /// <summary>Waits for a message in the queue of this logical id; it stays there, out of sight.</summary>
    public Task<Message> ReceiveAsync(string queue)
    {
        var request = new ReceiveMessageRequest { QueueUrl = cloud.PhysicalId(queue, pipeline), MessageAttributeNames = ["All"] };
        return Until.FoundAsync($"a message in {queue}", async () => (await _sqs.ReceiveMessageAsync(request, TestContext.Current.CancellationToken)).Messages?.FirstOrDefault());
    }

    public async Task<int> CountAsync(string queue)
    {
        var request = new GetQueueAttributesRequest { QueueUrl = cloud.PhysicalId(queue, pipeline), AttributeNames = ["ApproximateNumberOfMessages"] };
        return (await _sqs.GetQueueAttributesAsync(request, TestContext.Current.CancellationToken)).ApproximateNumberOfMessages;
    }
}
