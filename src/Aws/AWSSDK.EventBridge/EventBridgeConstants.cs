using System.Text.Json.Serialization;
using Amazon.Shared;

namespace Amazon.EventBridge;

/// <summary>How each constant of the EventBridge API is read from its string.</summary>
internal static class EventBridgeConstants
{
    public static JsonConverter[] Converters() =>
    [
        new ConstantClassConverter<RuleState>(RuleState.FindValue),
    ];
}
