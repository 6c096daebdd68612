using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.CloudWatch.Model;
using Amazon.Shared;

namespace Amazon.CloudWatch;

/// <summary>The wire form of every request and response.</summary>
[JsonSerializable(typeof(DescribeAlarmsRequest))]
[JsonSerializable(typeof(DescribeAlarmsResponse))]
[JsonSerializable(typeof(GetMetricDataRequest))]
[JsonSerializable(typeof(GetMetricDataResponse))]
[JsonSerializable(typeof(PutMetricDataRequest))]
[JsonSerializable(typeof(PutMetricDataResponse))]
[JsonSerializable(typeof(SetAlarmStateRequest))]
[JsonSerializable(typeof(SetAlarmStateResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class CloudWatchJson : JsonSerializerContext
{
    public static JsonSerializerOptions CreateOptions() =>
        WireFormat.CreateOptions(Default, null, CloudWatchConstants.Converters());
}
