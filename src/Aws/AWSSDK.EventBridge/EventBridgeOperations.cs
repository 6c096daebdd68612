using Amazon.EventBridge.Model;
using Amazon.Shared;

namespace Amazon.EventBridge;

/// <summary>Every operation with the errors that the API's model gives it: only these become typed exceptions.</summary>
internal static class EventBridgeOperations
{
    private static readonly JsonProtocol Protocol = new()
    {
        ServiceName = "Amazon.EventBridge",
        ApiVersion = "2015-10-07",
        TargetPrefix = "AWSEvents",
        ContentType = "application/x-amz-json-1.1",
        Options = EventBridgeJson.CreateOptions(),
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

    public static readonly JsonOperation<PutEventsRequest, PutEventsResponse> PutEvents = new(
        Protocol, "PutEvents", Internal);

    public static readonly JsonOperation<DescribeRuleRequest, DescribeRuleResponse> DescribeRule = new(
        Protocol, "DescribeRule", ResourceNotFound, Internal);

    public static readonly JsonOperation<ListRulesRequest, ListRulesResponse> ListRules = new(
        Protocol, "ListRules", Internal, ResourceNotFound);

    public static readonly JsonOperation<EnableRuleRequest, EnableRuleResponse> EnableRule = new(
        Protocol, "EnableRule", ResourceNotFound, ConcurrentModification, ManagedRule, Internal);

    public static readonly JsonOperation<DisableRuleRequest, DisableRuleResponse> DisableRule = new(
        Protocol, "DisableRule", ResourceNotFound, ConcurrentModification, ManagedRule, Internal);
}
