using Amazon.CloudWatch.Model;
using Amazon.Shared;

namespace Amazon.CloudWatch;

/// <summary>Every operation with the errors that the API's model gives it: only these become typed exceptions. An operation is made when it is first used.</summary>
/// <remarks>The newest official package speaks CBOR to CloudWatch; the service serves JSON 1.0 beside it.</remarks>
internal static class CloudWatchOperations
{
    private static readonly JsonProtocol Protocol = new()
    {
        ServiceName = "Amazon.CloudWatch",
        ApiVersion = "2010-08-01",
        TargetPrefix = "GraniteServiceVersion20100801",
        ContentType = "application/x-amz-json-1.0",
        Constants = CloudWatchConstants.Converters(),
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

    public static JsonOperation<DescribeAlarmsRequest, DescribeAlarmsResponse> DescribeAlarms => field ??= new(
        Protocol, DescribeAlarmsJson.Default, "DescribeAlarms", InvalidNextToken);

    public static JsonOperation<GetMetricDataRequest, GetMetricDataResponse> GetMetricData => field ??= new(
        Protocol, GetMetricDataJson.Default, "GetMetricData", InvalidNextToken);

    public static JsonOperation<PutMetricDataRequest, PutMetricDataResponse> PutMetricData => field ??= new(
        Protocol, PutMetricDataJson.Default, "PutMetricData", InvalidParameterValue, MissingRequiredParameter, InvalidParameterCombination, InternalService);

    public static JsonOperation<SetAlarmStateRequest, SetAlarmStateResponse> SetAlarmState => field ??= new(
        Protocol, SetAlarmStateJson.Default, "SetAlarmState", ResourceNotFound, InvalidFormat);
}
