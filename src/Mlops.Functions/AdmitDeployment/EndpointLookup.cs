using Amazon.SageMaker;
using Amazon.SageMaker.Model;

namespace Mlops.Functions.AdmitDeployment;

/// <summary>What SageMaker knows of the pipeline's endpoint.</summary>
internal sealed class EndpointLookup(IAmazonSageMaker sageMaker, string endpoint)
{
    /// <summary>Its status and its configuration; nulls when it does not exist.</summary>
    public async Task<(string? Status, string? Config)> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            var description = await sageMaker.DescribeEndpointAsync(new DescribeEndpointRequest { EndpointName = endpoint }, cancellationToken).ConfigureAwait(false);
            return (description.EndpointStatus?.Value, description.EndpointConfigName);
        }
        // SageMaker has no "not found" error for endpoints: it answers ValidationException with this message.
        catch (AmazonSageMakerException exception) when (exception.Message.Contains("Could not find endpoint", StringComparison.Ordinal))
        {
            return (null, null);
        }
    }
}
