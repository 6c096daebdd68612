using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.EventBridge.Model;
using Amazon.Shared;

namespace Amazon.EventBridge;

/// <summary>The wire form of every request and response.</summary>
[JsonSerializable(typeof(PutEventsRequest))]
[JsonSerializable(typeof(PutEventsResponse))]
[JsonSerializable(typeof(DescribeRuleRequest))]
[JsonSerializable(typeof(DescribeRuleResponse))]
[JsonSerializable(typeof(ListRulesRequest))]
[JsonSerializable(typeof(ListRulesResponse))]
[JsonSerializable(typeof(EnableRuleRequest))]
[JsonSerializable(typeof(EnableRuleResponse))]
[JsonSerializable(typeof(DisableRuleRequest))]
[JsonSerializable(typeof(DisableRuleResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class EventBridgeJson : JsonSerializerContext
{
    public static JsonSerializerOptions CreateOptions() =>
        WireFormat.CreateOptions(Default, null, EventBridgeConstants.Converters());
}
