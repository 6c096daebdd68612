using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SageMakerRuntime.Model;

namespace Amazon.SageMakerRuntime;

/// <summary>The operations of the SageMaker Runtime API that are supported here.</summary>
public interface IAmazonSageMakerRuntime : IAmazonService, IDisposable
{
    /// <summary>Calls InvokeEndpoint.</summary>
    Task<InvokeEndpointResponse> InvokeEndpointAsync(InvokeEndpointRequest request, CancellationToken cancellationToken = default);

    /// <summary>The endpoint that the request would be sent to.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonSageMakerRuntimeConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonSageMakerRuntimeClient(awsCredentials, clientConfig as AmazonSageMakerRuntimeConfig
            ?? throw new AmazonClientException("clientConfig must be an AmazonSageMakerRuntimeConfig"));
}
