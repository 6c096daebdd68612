using System.Text.Json.Nodes;

namespace LocalCloud.Api;

/// <summary>
/// The one door between engines: a call of any service by any principal, validated against AWS's API model and
/// authorized by IAM exactly as if it had come over HTTP.
/// </summary>
public interface IApi
{
    Task<JsonObject> CallAsync(string service, string operation, JsonObject input, Principal principal, CancellationToken cancellationToken);
}
