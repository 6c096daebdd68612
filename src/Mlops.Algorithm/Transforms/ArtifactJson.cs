using System.Text.Json.Serialization;

namespace Mlops.Algorithm.Transforms;

/// <summary>JSON of the files inside a model artifact.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FeatureTransform))]
[JsonSerializable(typeof(ModelManifest))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ArtifactJson : JsonSerializerContext;
