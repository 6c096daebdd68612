using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.IdentityManagement;

/// <summary>The operations of the IAM API that are supported here.</summary>
public interface IAmazonIdentityManagementService : IAmazonService, IDisposable
{
    /// <summary>Calls GenerateServiceLastAccessedDetails.</summary>
    Task<GenerateServiceLastAccessedDetailsResponse> GenerateServiceLastAccessedDetailsAsync(GenerateServiceLastAccessedDetailsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls GetRolePolicy.</summary>
    Task<GetRolePolicyResponse> GetRolePolicyAsync(GetRolePolicyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls GetServiceLastAccessedDetails.</summary>
    Task<GetServiceLastAccessedDetailsResponse> GetServiceLastAccessedDetailsAsync(GetServiceLastAccessedDetailsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls ListRolePolicies.</summary>
    Task<ListRolePoliciesResponse> ListRolePoliciesAsync(ListRolePoliciesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls ListRoles.</summary>
    Task<ListRolesResponse> ListRolesAsync(ListRolesRequest request, CancellationToken cancellationToken = default);

    /// <summary>The endpoint that the request would be sent to.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonIdentityManagementServiceConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonIdentityManagementServiceClient(awsCredentials, clientConfig as AmazonIdentityManagementServiceConfig
            ?? throw new AmazonClientException("clientConfig must be an AmazonIdentityManagementServiceConfig"));
}
