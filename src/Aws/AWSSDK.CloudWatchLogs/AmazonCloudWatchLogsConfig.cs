using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Shared;

namespace Amazon.CloudWatchLogs;

/// <summary>Settings of an <see cref="AmazonCloudWatchLogsClient"/>: region or service URL, retries, timeouts.</summary>
public class AmazonCloudWatchLogsConfig : ClientConfig
{
    private static readonly string ProductUserAgent = ClientDefaults.UserAgent("CloudWatch Logs");

    public AmazonCloudWatchLogsConfig() : base(ClientDefaults.Modes())
    {
        base.ServiceId = "CloudWatch Logs";
        AuthenticationServiceName = "logs";
        EndpointProvider = new RegionalEndpointProvider("logs");
    }

    public static new string ServiceId => "CloudWatch Logs";

    public override string RegionEndpointServiceName => "logs";

    public override string ServiceVersion => "2014-03-28";

    public override string UserAgent => ProductUserAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(RegionalEndpointParameters.Of(this, parameters.AlternateEndpoint));
}
