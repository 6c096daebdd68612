using System.Collections.Concurrent;
using LocalCloud.Api;

namespace LocalCloud.Tests.S3;

/// <summary>Allows what its rule allows, and remembers every question.</summary>
internal sealed class FakeAuthorizer : IAuthorizer
{
    public Func<Principal, AccessRequest, bool> Allows { get; set; } = (_, _) => true;

    public ConcurrentQueue<(Principal Principal, AccessRequest Request)> Asked { get; } = new();

    public void Demand(Principal principal, AccessRequest request)
    {
        Asked.Enqueue((principal, request));
        if (!Allows(principal, request))
        {
            throw AwsException.AccessDenied($"User: {principal.Arn} is not authorized to perform: {request.Action} on resource: \"{request.Resource}\"");
        }
    }
}
