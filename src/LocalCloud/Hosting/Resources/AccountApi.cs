using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.Hosting.Resources;

/// <summary>Calls made by whom CloudFormation acts for: the account itself, who asked, or a stack's role.</summary>
internal sealed class AccountApi(Func<IApi> api, CloudIdentity cloud, Principal principal)
{
    public CloudIdentity Cloud => cloud;

    public Task<JsonObject> CallAsync(string service, string operation, JsonObject input, CancellationToken cancellationToken) =>
        api().CallAsync(service, operation, input, principal, cancellationToken);

    /// <summary>Makes the first call; when it fails with <paramref name="existsCode"/>, the second.</summary>
    public async Task<JsonObject> CreateOrUpdateAsync(
        string service, (string Operation, JsonObject Input) create, string existsCode, (string Operation, JsonObject Input) update, CancellationToken cancellationToken)
    {
        try
        {
            return await CallAsync(service, create.Operation, create.Input, cancellationToken);
        }
        catch (AwsException e) when (e.Code == existsCode)
        {
            return await CallAsync(service, update.Operation, update.Input, cancellationToken);
        }
    }

    /// <summary>A deletion that is content when there is nothing to delete.</summary>
    public async Task DeleteAsync(string service, string operation, JsonObject input, CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync(service, operation, input, cancellationToken);
        }
        catch (AwsException e) when (IsAbsent(e))
        {
            // Deleted before: a deployment that was cut off is being finished.
        }
    }

    private static bool IsAbsent(AwsException e) =>
        e.Status == 404
        || e.Code.Contains("NotFound", StringComparison.Ordinal)
        || e.Code.Contains("DoesNotExist", StringComparison.Ordinal)
        || e.Code.Contains("NonExistentQueue", StringComparison.Ordinal);
}
