using System.Text.Json.Serialization;
using Amazon.EventBridge.Model;

namespace Amazon.EventBridge;

/// <summary>The wire form of each operation's request and response.</summary>
/// <remarks>A context brings every type that it names into an executable, used or not: so each operation has its own.</remarks>
[JsonSerializable(typeof(PutEventsRequest))]
[JsonSerializable(typeof(PutEventsResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class PutEventsJson : JsonSerializerContext;

[JsonSerializable(typeof(DescribeRuleRequest))]
[JsonSerializable(typeof(DescribeRuleResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class DescribeRuleJson : JsonSerializerContext;

[JsonSerializable(typeof(ListRulesRequest))]
[JsonSerializable(typeof(ListRulesResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class ListRulesJson : JsonSerializerContext;

[JsonSerializable(typeof(EnableRuleRequest))]
[JsonSerializable(typeof(EnableRuleResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class EnableRuleJson : JsonSerializerContext;

[JsonSerializable(typeof(DisableRuleRequest))]
[JsonSerializable(typeof(DisableRuleResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class DisableRuleJson : JsonSerializerContext;
