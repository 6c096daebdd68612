using Amazon.CloudWatch.Model;
using Amazon.Shared;

namespace Amazon.CloudWatch;

/// <summary>Every operation with the errors that the API's model gives it: only these become typed exceptions.</summary>
/// <remarks>The newest official package speaks CBOR to CloudWatch; the service serves JSON 1.0 beside it.</remarks>
internal static class CloudWatchOperations
{
    private static readonly JsonProtocol Protocol = new()
    {
        ServiceName = "Amazon.CloudWatch",
        ApiVersion = "2010-08-01",
        TargetPrefix = "GraniteServiceVersion20100801",
        ContentType = "application/x-amz-json-1.0",
        Options = CloudWatchJson.CreateOptions(),
        Unmodelled = e => new AmazonCloudWatchException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status),
    };

    private static readonly ModelledError InvalidNextToken = new(
        "InvalidNextToken", e => new InvalidNextTokenException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError InvalidParameterValue = new(
        "InvalidParameterValueException", e => new InvalidParameterValueException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError MissingRequiredParameter = new(
        "MissingRequiredParameterException", e => new MissingRequiredParameterException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError InvalidParameterCombination = new(
        "InvalidParameterCombinationException", e => new InvalidParameterCombinationException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError InternalService = new(
        "InternalServiceFault", e => new InternalServiceException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError ResourceNotFound = new(
        "ResourceNotFound", e => new ResourceNotFoundException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError InvalidFormat = new(
        "InvalidFormatFault", e => new InvalidFormatException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));

    public static readonly JsonOperation<DescribeAlarmsRequest, DescribeAlarmsResponse> DescribeAlarms = new(
        Protocol, "DescribeAlarms", InvalidNextToken);

    public static readonly JsonOperation<GetMetricDataRequest, GetMetricDataResponse> GetMetricData = new(
        Protocol, "GetMetricData", InvalidNextToken);

    public static readonly JsonOperation<PutMetricDataRequest, PutMetricDataResponse> PutMetricData = new(
        Protocol, "PutMetricData", InvalidParameterValue, MissingRequiredParameter, InvalidParameterCombination, InternalService);

    public static readonly JsonOperation<SetAlarmStateRequest, SetAlarmStateResponse> SetAlarmState = new(
        Protocol, "SetAlarmState", ResourceNotFound, InvalidFormat);
}
