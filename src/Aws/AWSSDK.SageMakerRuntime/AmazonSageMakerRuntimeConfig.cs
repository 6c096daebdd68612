using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Shared;

namespace Amazon.SageMakerRuntime;

/// <summary>Settings of an <see cref="AmazonSageMakerRuntimeClient"/>: region or service URL, retries, timeouts.</summary>
public class AmazonSageMakerRuntimeConfig : ClientConfig
{
    private static readonly string ProductUserAgent = ClientDefaults.UserAgent("SageMakerRuntime");

    public AmazonSageMakerRuntimeConfig() : base(ClientDefaults.Modes())
    {
        base.ServiceId = "SageMaker Runtime";
        AuthenticationServiceName = "sagemaker";
        EndpointProvider = new RegionalEndpointProvider("runtime.sagemaker");
    }

    public static new string ServiceId => "SageMaker Runtime";

    public override string RegionEndpointServiceName => "runtime.sagemaker";

    public override string ServiceVersion => "2017-05-13";

    public override string UserAgent => ProductUserAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(RegionalEndpointParameters.Of(this, parameters.AlternateEndpoint));
}
