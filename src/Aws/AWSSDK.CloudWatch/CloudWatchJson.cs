using System.Text.Json.Serialization;
using Amazon.CloudWatch.Model;

namespace Amazon.CloudWatch;

/// <summary>The wire form of each operation's request and response.</summary>
/// <remarks>A context brings every type that it names into an executable, used or not: so each operation has its own.</remarks>
[JsonSerializable(typeof(DescribeAlarmsRequest))]
[JsonSerializable(typeof(DescribeAlarmsResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class DescribeAlarmsJson : JsonSerializerContext;

[JsonSerializable(typeof(GetMetricDataRequest))]
[JsonSerializable(typeof(GetMetricDataResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class GetMetricDataJson : JsonSerializerContext;

[JsonSerializable(typeof(PutMetricDataRequest))]
[JsonSerializable(typeof(PutMetricDataResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class PutMetricDataJson : JsonSerializerContext;

[JsonSerializable(typeof(SetAlarmStateRequest))]
[JsonSerializable(typeof(SetAlarmStateResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class SetAlarmStateJson : JsonSerializerContext;
