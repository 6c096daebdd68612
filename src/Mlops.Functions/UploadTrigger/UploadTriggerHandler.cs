using System.Text.Json;
using Amazon.Lambda.Core;
using Mlops.Domain.Triggers;
using Mlops.Functions.Executions;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.UploadTrigger;

/// <summary>Starts one retraining for all uploads of a settle window. Idempotent by the window's start, which names the execution.</summary>
internal sealed class UploadTriggerHandler(ExecutionStarter starter, string pipeline, TimeSpan settle)
{
    public async Task<TriggerOutput> HandleAsync(JsonElement input, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        var uploads = UploadEvents.Read(input).ToLookup(IsData);
        var executions = new List<StartedExecution>();
        foreach (var window in uploads[true].Select(upload => SettleWindow.Containing(upload.Time, settle)).Distinct().OrderBy(window => window.Start))
        {
            executions.Add(await starter.StartAsync(RetrainRequest.ForUpload(pipeline, window), cancellationToken).ConfigureAwait(false));
        }

        return new TriggerOutput([.. executions, .. uploads[false].Select(upload => StartedExecution.Ignored(upload.Key, Why(upload)))]);
    }

    // A key that ends in a slash is how consoles mark a folder.
    private bool IsData(Upload upload) =>
        upload.IsCreation && upload.Key.StartsWith(ArtifactKeys.Incoming(pipeline), StringComparison.Ordinal) && !upload.Key.EndsWith('/');

    private string Why(Upload upload) =>
        upload.IsCreation ? $"It is no file under {ArtifactKeys.Incoming(pipeline)}." : "Nothing was created.";
}
