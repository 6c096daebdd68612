using System.Text.Json;
using Amazon.CloudWatchLogs.Model;
using Amazon.Shared;

namespace Amazon.CloudWatchLogs;

/// <summary>Every operation with the errors that the API's model gives it: only these become typed exceptions. An operation is made when it is first used.</summary>
internal static class CloudWatchLogsOperations
{
    private static readonly JsonProtocol Protocol = new()
    {
        ServiceName = "Amazon.CloudWatchLogs",
        ApiVersion = "2014-03-28",
        TargetPrefix = "Logs_20140328",
        ContentType = "application/x-amz-json-1.1",
        Naming = JsonNamingPolicy.CamelCase,
        Constants = [],
        Unmodelled = e => new AmazonCloudWatchLogsException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status),
    };

    private static readonly ModelledError InvalidParameter = new(
        "InvalidParameterException", e => new InvalidParameterException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError ResourceNotFound = new(
        "ResourceNotFoundException", e => new ResourceNotFoundException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError ServiceUnavailable = new(
        "ServiceUnavailableException", e => new ServiceUnavailableException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));

    public static JsonOperation<FilterLogEventsRequest, FilterLogEventsResponse> FilterLogEvents => field ??= new(
        Protocol, FilterLogEventsJson.Default, "FilterLogEvents", InvalidParameter, ResourceNotFound, ServiceUnavailable);
}
