using Amazon.EventBridge.Model;
using Amazon.Shared;

namespace Amazon.EventBridge;

/// <summary>Every operation with the errors that the API's model gives it: only these become typed exceptions. An operation is made when it is first used.</summary>
internal static class EventBridgeOperations
{
    private static readonly JsonProtocol Protocol = new()
    {
        ServiceName = "Amazon.EventBridge",
        ApiVersion = "2015-10-07",
        TargetPrefix = "AWSEvents",
        ContentType = "application/x-amz-json-1.1",
        Constants = EventBridgeConstants.Converters(),
        Unmodelled = e => new AmazonEventBridgeException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status),
    };

    private static readonly ModelledError Internal = new(
        "InternalException", e => new InternalException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError ResourceNotFound = new(
        "ResourceNotFoundException", e => new ResourceNotFoundException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError ConcurrentModification = new(
        "ConcurrentModificationException", e => new ConcurrentModificationException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError ManagedRule = new(
        "ManagedRuleException", e => new ManagedRuleException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));

    public static JsonOperation<PutEventsRequest, PutEventsResponse> PutEvents => field ??= new(
        Protocol, PutEventsJson.Default, "PutEvents", Internal);

    public static JsonOperation<DescribeRuleRequest, DescribeRuleResponse> DescribeRule => field ??= new(
        Protocol, DescribeRuleJson.Default, "DescribeRule", ResourceNotFound, Internal);

    public static JsonOperation<ListRulesRequest, ListRulesResponse> ListRules => field ??= new(
        Protocol, ListRulesJson.Default, "ListRules", Internal, ResourceNotFound);

    public static JsonOperation<EnableRuleRequest, EnableRuleResponse> EnableRule => field ??= new(
        Protocol, EnableRuleJson.Default, "EnableRule", ResourceNotFound, ConcurrentModification, ManagedRule, Internal);

    public static JsonOperation<DisableRuleRequest, DisableRuleResponse> DisableRule => field ??= new(
        Protocol, DisableRuleJson.Default, "DisableRule", ResourceNotFound, ConcurrentModification, ManagedRule, Internal);
}
