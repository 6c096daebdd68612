using Amazon;
using Amazon.EventBridge;
using Amazon.EventBridge.Model;
using Amazon.Runtime;

namespace Mlops.Functions.Tests.Fakes;

/// <summary>A bus that keeps what is put on it, or refuses the next entries.</summary>
internal sealed class FakeEvents() : AmazonEventBridgeClient(new AnonymousAWSCredentials(), RegionEndpoint.USEast1)
{
    public List<PutEventsRequestEntry> Put { get; } = [];

    public int Refusals { get; set; }

    public override Task<PutEventsResponse> PutEventsAsync(PutEventsRequest request, CancellationToken cancellationToken = default)
    {
        if (Refusals-- > 0)
        {
            return Task.FromResult(new PutEventsResponse { FailedEntryCount = 1, Entries = [new PutEventsResultEntry { ErrorCode = "ThrottlingException", ErrorMessage = "slow down" }] });
        }

        Put.AddRange(request.Entries);
        return Task.FromResult(new PutEventsResponse { FailedEntryCount = 0, Entries = [.. request.Entries.Select((_, index) => new PutEventsResultEntry { EventId = $"{index}" })] });
    }
}
