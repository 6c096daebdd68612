using System.Collections.Concurrent;
using LocalCloud.Api;

namespace LocalCloud.Tests.Processes;

/// <summary>Remembers every question; denies the actions in <see cref="Denied"/>.</summary>
internal sealed class FakeAuthorizer : IAuthorizer
{
    public ConcurrentQueue<(Principal Principal, AccessRequest Request)> Asked { get; } = new();

    public HashSet<string> Denied { get; } = [];

    public void Demand(Principal principal, AccessRequest request)
    {
        Asked.Enqueue((principal, request));
        if (Denied.Contains(request.Action))
        {
            throw AwsException.AccessDenied($"User: {principal.Arn} is not authorized to perform: {request.Action} on resource: {request.Resource}");
        }
    }
}
