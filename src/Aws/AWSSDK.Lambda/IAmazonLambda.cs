using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Lambda.Model;

namespace Amazon.Lambda;

/// <summary>The operations of the Lambda API that are supported here.</summary>
public interface IAmazonLambda : IAmazonService, IDisposable
{
    /// <summary>Calls GetFunctionConfiguration for the function of this name.</summary>
    Task<GetFunctionConfigurationResponse> GetFunctionConfigurationAsync(string functionName, CancellationToken cancellationToken = default);

    /// <summary>Calls GetFunctionConfiguration.</summary>
    Task<GetFunctionConfigurationResponse> GetFunctionConfigurationAsync(GetFunctionConfigurationRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls Invoke.</summary>
    Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken = default);

    /// <summary>The endpoint that the request would be sent to.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonLambdaConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonLambdaClient(awsCredentials, clientConfig as AmazonLambdaConfig
            ?? throw new AmazonClientException("clientConfig must be an AmazonLambdaConfig"));
}
