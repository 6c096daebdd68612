using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Shared;

namespace Amazon.SageMaker;

/// <summary>Settings of an <see cref="AmazonSageMakerClient"/>: region or service URL, retries, timeouts.</summary>
public class AmazonSageMakerConfig : ClientConfig
{
    private static readonly string ProductUserAgent = ClientDefaults.UserAgent("SageMaker");

    public AmazonSageMakerConfig() : base(ClientDefaults.Modes())
    {
        base.ServiceId = "SageMaker";
        AuthenticationServiceName = "sagemaker";
        EndpointProvider = new RegionalEndpointProvider("api.sagemaker");
    }

    public static new string ServiceId => "SageMaker";

    public override string RegionEndpointServiceName => "api.sagemaker";

    public override string ServiceVersion => "2017-07-24";

    public override string UserAgent => ProductUserAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(RegionalEndpointParameters.Of(this, parameters.AlternateEndpoint));
}
