using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Shared;

namespace Amazon.IdentityManagement;

/// <summary>Client of the IAM API. Thread-safe; create one and keep it.</summary>
public class AmazonIdentityManagementServiceClient : AmazonServiceClient, IAmazonIdentityManagementService
{
    private static readonly IServiceMetadata Metadata = new ServiceMetadata("IAM");

    public AmazonIdentityManagementServiceClient() : base(new AmazonIdentityManagementServiceConfig()) { }

    public AmazonIdentityManagementServiceClient(RegionEndpoint region) : base(new AmazonIdentityManagementServiceConfig { RegionEndpoint = region }) { }

    public AmazonIdentityManagementServiceClient(AmazonIdentityManagementServiceConfig config) : base(config) { }

    public AmazonIdentityManagementServiceClient(AWSCredentials credentials) : this(credentials, new AmazonIdentityManagementServiceConfig()) { }

    public AmazonIdentityManagementServiceClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonIdentityManagementServiceConfig { RegionEndpoint = region })
    {
    }

    public AmazonIdentityManagementServiceClient(AWSCredentials credentials, AmazonIdentityManagementServiceConfig clientConfig) : base(credentials, clientConfig) { }

    public AmazonIdentityManagementServiceClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonIdentityManagementServiceConfig())
    {
    }

    public AmazonIdentityManagementServiceClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonIdentityManagementServiceConfig { RegionEndpoint = region })
    {
    }

    public AmazonIdentityManagementServiceClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonIdentityManagementServiceConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig)
    {
    }

    public AmazonIdentityManagementServiceClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonIdentityManagementServiceConfig())
    {
    }

    public AmazonIdentityManagementServiceClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonIdentityManagementServiceConfig { RegionEndpoint = region })
    {
    }

    public AmazonIdentityManagementServiceClient(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonIdentityManagementServiceConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig)
    {
    }

    protected override IServiceMetadata ServiceMetadata => Metadata;

    /// <inheritdoc/>
    public virtual Task<GenerateServiceLastAccessedDetailsResponse> GenerateServiceLastAccessedDetailsAsync(GenerateServiceLastAccessedDetailsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GenerateServiceLastAccessedDetailsResponse>(request, IdentityManagementOperations.GenerateServiceLastAccessedDetails.CreateOptions(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<GetRolePolicyResponse> GetRolePolicyAsync(GetRolePolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetRolePolicyResponse>(request, IdentityManagementOperations.GetRolePolicy.CreateOptions(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<GetServiceLastAccessedDetailsResponse> GetServiceLastAccessedDetailsAsync(GetServiceLastAccessedDetailsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetServiceLastAccessedDetailsResponse>(request, IdentityManagementOperations.GetServiceLastAccessedDetails.CreateOptions(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListRolePoliciesResponse> ListRolePoliciesAsync(ListRolePoliciesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListRolePoliciesResponse>(request, IdentityManagementOperations.ListRolePolicies.CreateOptions(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListRolesResponse> ListRolesAsync(ListRolesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListRolesResponse>(request, IdentityManagementOperations.ListRoles.CreateOptions(), cancellationToken);

    /// <inheritdoc/>
    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => ServicePipeline.Customize(pipeline);
}
