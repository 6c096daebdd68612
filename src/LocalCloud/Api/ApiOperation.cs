using System.Text.Json.Nodes;

namespace LocalCloud.Api;

/// <summary>
/// One operation of a service. Input and output are JSON with the member names of AWS's API model, whatever protocol
/// carried them; timestamps are ISO 8601 strings. <paramref name="Access"/> lists what the caller must be allowed.
/// </summary>
public sealed record ApiOperation(
    string Name,
    Func<JsonObject, ApiContext, CancellationToken, Task<JsonObject>> Handle,
    Func<JsonObject, ApiContext, IEnumerable<AccessRequest>> Access);
