using System.Collections.Concurrent;
using LocalCloud.Api;
using LocalCloud.Models;

namespace LocalCloud.Protocol;

/// <summary>Finds the service that a request is for: by <c>X-Amz-Target</c>, else by what its signature was made for.</summary>
public sealed class ServiceRouter
{
    private readonly ConcurrentDictionary<(string Service, bool HasTarget), WireProtocol> _protocols = new();

    public WireProtocol Find(SignedRequest request, Signature? signature)
    {
        var target = request.Header("x-amz-target");
        var route = target is not null ? ByTarget(target) : BySignature(request, signature);
        if (route is null)
        {
            throw Unknown(request, signature);
        }

        if (request.Header("smithy-protocol") is { } smithy)
        {
            throw new AwsException("UnsupportedOperation", 501, $"LocalCloud speaks AWS JSON or AWS Query for '{route.Service}', not {smithy}.");
        }

        return _protocols.GetOrAdd((route.Service, target is not null), key => WireProtocol.Of(ServiceModel.Find(key.Service)!, key.HasTarget));
    }

    private static ServiceRoute? ByTarget(string target)
    {
        var prefix = target.Split('.')[0];
        return ServiceRoute.All.FirstOrDefault(route => route.TargetPrefix == prefix);
    }

    // SageMaker signs for its control plane and its runtime alike; only the runtime, which has no targets, has paths.
    private static ServiceRoute? BySignature(SignedRequest request, Signature? signature)
    {
        var candidates = ServiceRoute.All.Where(route => route.SigningName == signature?.Service).ToList();
        return candidates.Count < 2
            ? candidates.FirstOrDefault()
            : candidates.Find(route => route.TargetPrefix is null == request.RawPath.Trim('/').Length > 0);
    }

    private static AwsException Unknown(SignedRequest request, Signature? signature)
    {
        var asked = request.Header("x-amz-target") ?? signature?.Service ?? $"{request.Method} {request.RawPath}";
        var served = string.Join(", ", ServiceRoute.All.Select(route => route.SigningName).Append("s3").Distinct().Order(StringComparer.Ordinal));
        return new("UnsupportedOperation", 501, $"LocalCloud has no service for '{asked}'. It serves: {served}.");
    }
}
