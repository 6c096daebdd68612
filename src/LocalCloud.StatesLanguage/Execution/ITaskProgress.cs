using System.Text.Json.Nodes;

namespace LocalCloud.StatesLanguage.Execution;

/// <summary>What a running task tells its execution.</summary>
public interface ITaskProgress
{
    /// <summary>
    /// The service has accepted the work: from here on an interrupted execution waits for it instead of beginning again.
    /// Not to be cancelled: work whose acceptance was not written down would be begun twice.
    /// </summary>
    Task SubmittedAsync(JsonNode? output);

    void Heartbeat();
}
