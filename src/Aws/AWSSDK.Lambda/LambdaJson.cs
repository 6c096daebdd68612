using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Model;
using Amazon.Shared;

namespace Amazon.Lambda;

/// <summary>The wire form of the answers that are JSON.</summary>
[JsonSerializable(typeof(GetFunctionConfigurationResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class LambdaJson : JsonSerializerContext
{
    public static JsonSerializerOptions CreateOptions() => WireFormat.CreateOptions(Default, null, []);
}
