using Amazon.Runtime.Internal;

namespace Amazon.Shared;

/// <summary>The steps that a service adds to the SDK's pipeline.</summary>
internal static class ServicePipeline
{
    public static void Customize(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new RegionalEndpointResolver());

        // Added last, so it comes right after the marshaller: the endpoint step reads the scheme chosen here.
        pipeline.AddHandlerAfter<Marshaller>(new SignatureV4Resolver());
    }
}
