using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalCloud.Api;

/// <summary>Validate, authorize, let faults have their way, handle: the only path to an operation, for HTTP requests and engines alike.</summary>
public sealed class ApiDispatcher(IEnumerable<ApiService> services, IRequestValidator validator, IAuthorizer authorizer) : IApi
{
    private readonly Dictionary<string, ApiService> _services = services.ToDictionary(service => service.Name, StringComparer.Ordinal);
    private long _requests;

    /// <summary>What is to go wrong; null: nothing.</summary>
    public IFaults? Faults { get; init; }

    /// <summary>The dispatcher of the account that a call is meant for; null: this one's.</summary>
    public Func<string, JsonObject, ApiDispatcher?> Elsewhere { get; init; } = (_, _) => null;

    public IReadOnlyCollection<ApiService> Services => _services.Values;

    public Task<JsonObject> CallAsync(string service, string operation, JsonObject input, Principal principal, CancellationToken cancellationToken)
    {
        var context = new ApiContext(principal, NextRequestId());
        return CallAsync(service, operation, input, context, cancellationToken);
    }

    public async Task<JsonObject> CallAsync(string service, string operation, JsonObject input, ApiContext context, CancellationToken cancellationToken)
    {
        var found = Find(service, operation);
        validator.Validate(service, operation, input);
        if (Elsewhere(service, input) is { } owner)
        {
            return await owner.CallAsync(service, operation, input, context, cancellationToken);
        }

        foreach (var access in found.Access(input, context))
        {
            authorizer.Demand(context.Principal, access);
        }

        if (Faults is not null && await Faults.OnCallAsync(service, operation, input, context.Principal, cancellationToken) is { } answer)
        {
            return answer;
        }

        return await found.Handle(input, context, cancellationToken);
    }

    /// <summary>Shaped like AWS's request ids; unique within this process, which is all that a log line needs.</summary>
    public string NextRequestId() =>
        string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{Interlocked.Increment(ref _requests):x12}");

    private ApiOperation Find(string service, string operation)
    {
        if (!_services.TryGetValue(service, out var found))
        {
            throw AwsException.Unsupported(service, operation, _services.Keys);
        }

        return found.Operations.TryGetValue(operation, out var handler)
            ? handler
            : throw AwsException.Unsupported(service, operation, found.Operations.Keys);
    }
}
