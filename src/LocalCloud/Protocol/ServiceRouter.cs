using System.Collections.Concurrent;
using LocalCloud.Api;
using LocalCloud.Models;

namespace LocalCloud.Protocol;

/// <summary>Finds the service that a request is for: by <c>X-Amz-Target</c>, else by what its signature was made for.</summary>
public sealed class ServiceRouter
{
    private readonly ConcurrentDictionary<string, WireProtocol> _protocols = new(StringComparer.Ordinal);

    public WireProtocol Find(SignedRequest request, Signature? signature)
    {
        var route = request.Header("x-amz-target") is { } target ? ByTarget(target) : BySignature(request, signature);
        return route is not null
            ? _protocols.GetOrAdd(route.Service, service => WireProtocol.Of(ServiceModel.Find(service)!))
            : throw Unknown(request, signature);
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
