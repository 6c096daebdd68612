using System.Text.Json.Serialization;
using Amazon.CloudWatchLogs.Model;

namespace Amazon.CloudWatchLogs;

/// <summary>The wire form of each operation's request and response.</summary>
/// <remarks>A context brings every type that it names into an executable, used or not: so each operation has its own.</remarks>
[JsonSerializable(typeof(FilterLogEventsRequest))]
[JsonSerializable(typeof(FilterLogEventsResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class FilterLogEventsJson : JsonSerializerContext;
