using System.Text.Json;
using Amazon.EventBridge;
using Amazon.EventBridge.Model;
using Mlops.Domain.Approvals;
using Mlops.Domain.Runs;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.Approvals;

/// <summary>Tells of approvals on the product's bus, from where everything goes to the notifications topic. An event may come twice.</summary>
internal sealed class ApprovalBus(IAmazonEventBridge events, string bus)
{
    public Task RequestedAsync(ApprovalRequest request, RunRecord? run, bool again, CancellationToken cancellationToken) => PutAsync(
        "mlops.approval.requested",
        JsonSerializer.Serialize(ApprovalRequested.Of(request, run, again), FunctionsJson.Wire.ApprovalRequested),
        cancellationToken);

    public Task DecidedAsync(ApprovalRequest request, ApprovalVerdict verdict, CancellationToken cancellationToken) => PutAsync(
        "mlops.approval.decided",
        JsonSerializer.Serialize(ApprovalDecided.Of(request, verdict), FunctionsJson.Wire.ApprovalDecided),
        cancellationToken);

    public Task LateAsync(ApprovalRequest request, LateDecision late, CancellationToken cancellationToken) => PutAsync(
        "mlops.approval.decided",
        JsonSerializer.Serialize(ApprovalDecided.Of(request, late), FunctionsJson.Wire.ApprovalDecided),
        cancellationToken);

    private async Task PutAsync(string detailType, string detail, CancellationToken cancellationToken)
    {
        var entry = new PutEventsRequestEntry { EventBusName = bus, Source = "mlops", DetailType = detailType, Detail = detail };
        var answer = await events.PutEventsAsync(new PutEventsRequest { Entries = [entry] }, cancellationToken).ConfigureAwait(false);
        if (answer.FailedEntryCount > 0)
        {
            throw new EventNotTakenException(detailType, answer.Entries[0].ErrorCode, answer.Entries[0].ErrorMessage);
        }
    }
}
