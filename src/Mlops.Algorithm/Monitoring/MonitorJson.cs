using System.Text.Json.Serialization;
using Mlops.Domain.Json;

namespace Mlops.Algorithm.Monitoring;

/// <summary>JSON of what the monitor reads and writes.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Findings))]
[JsonSerializable(typeof(MonitorReport))]
internal sealed partial class MonitorJson : JsonSerializerContext
{
    public static MonitorJson Wire { get; } = new(DomainJson.WireOptions());
}
