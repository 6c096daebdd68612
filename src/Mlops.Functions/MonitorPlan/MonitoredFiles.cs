using Mlops.Domain.Drift;
using Mlops.Functions.Storage;

namespace Mlops.Functions.MonitorPlan;

/// <summary>Lists what an endpoint captured and the labels that came true, by the time of their last change.</summary>
internal sealed class MonitoredFiles(ObjectList artifacts, ObjectList data, string endpoint)
{
    public string CaptureUri => $"s3://{artifacts.Bucket}/{CapturePrefix}";

    // The one variant of the endpoint.
    private string CapturePrefix => $"capture/{endpoint}/AllTraffic/";

    public string TruthUri(string pipeline) => $"s3://{data.Bucket}/{ArtifactKeys.Truth(pipeline)}";

    /// <summary>Captured files of a window below <see cref="CaptureUri"/>. The folders are named by the hour, so that those of the window are one stretch of the listing.</summary>
    public async Task<IReadOnlyList<string>> CapturedAsync(MonitoringWindow window, CancellationToken cancellationToken)
    {
        var captured = new List<string>();
        if (window.IsEmpty)
        {
            return captured;
        }

        await foreach (var item in artifacts.ListAsync(CapturePrefix, CapturePrefix + window.FirstFolder, cancellationToken).ConfigureAwait(false))
        {
            var key = item.Key[CapturePrefix.Length..];
            if (string.CompareOrdinal(key, window.LastFolder) > 0 && !key.StartsWith(window.LastFolder, StringComparison.Ordinal))
            {
                break;
            }

            if (window.Contains(item.Modified) && key.EndsWith(".jsonl", StringComparison.Ordinal))
            {
                captured.Add(key);
            }
        }

        return captured;
    }

    /// <summary>Truth files of a window below <see cref="TruthUri"/>, the one that changed last at the end.</summary>
    public async Task<IReadOnlyList<string>> TruthAsync(string pipeline, MonitoringWindow window, CancellationToken cancellationToken)
    {
        var prefix = ArtifactKeys.Truth(pipeline);
        var files = new List<ListedObject>();
        await foreach (var item in data.ListAsync(prefix, after: null, cancellationToken).ConfigureAwait(false))
        {
            if (window.Contains(item.Modified) && item.Key.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            {
                files.Add(item);
            }
        }

        return [.. files.OrderBy(file => file.Modified).ThenBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Key[prefix.Length..])];
    }
}
