using System.Text.Json.Nodes;
using System.Threading.Channels;
using LocalCloud.Api;

namespace LocalCloud.Tests.Processes;

/// <summary>Other services: every call is remembered and answered with an empty object.</summary>
internal sealed class FakeApi : IApi
{
    public Channel<(string Service, string Operation, JsonObject Input, Principal Principal)> Calls { get; } =
        Channel.CreateUnbounded<(string, string, JsonObject, Principal)>();

    public Task<JsonObject> CallAsync(string service, string operation, JsonObject input, Principal principal, CancellationToken cancellationToken)
    {
        Calls.Writer.TryWrite((service, operation, input, principal));
        return Task.FromResult(new JsonObject());
    }
}
