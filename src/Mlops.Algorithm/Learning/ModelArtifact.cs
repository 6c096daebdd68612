using System.Text.Json;
using Mlops.Algorithm.Jobs;
using Mlops.Algorithm.Transforms;
using Mlops.Domain.Json;

namespace Mlops.Algorithm.Learning;

/// <summary>The three files of a model, verified against their manifest.</summary>
internal sealed class ModelArtifact
{
    public const string ModelFile = "model.txt";
    public const string TransformFile = "transform.json";
    public const string ManifestFile = "manifest.json";

    public static readonly IReadOnlyList<string> Files = [ModelFile, TransformFile, ManifestFile];

    private ModelArtifact(string hash, ReadOnlyMemory<byte> model, FeatureTransform transform) => (Hash, Model, Transform) = (hash, model, transform);

    /// <summary>SHA-256 of the manifest: the model's identity.</summary>
    public string Hash { get; }

    /// <summary>The model in LightGBM's text form.</summary>
    public ReadOnlyMemory<byte> Model { get; }

    public FeatureTransform Transform { get; }

    public static ModelArtifact ReadFolder(string folder) =>
        Read(Files.Where(name => File.Exists(Path.Combine(folder, name))).ToDictionary(name => name, name => File.ReadAllBytes(Path.Combine(folder, name))), folder);

    /// <summary>Reads and verifies an artifact; <paramref name="source"/> names it in messages.</summary>
    public static ModelArtifact Read(IReadOnlyDictionary<string, byte[]> files, string source)
    {
        if (Files.Where(name => !files.ContainsKey(name)).ToList() is { Count: > 0 } missing)
        {
            throw new JobFailedException($"{source} is no model of this container: {string.Join(", ", missing)} is missing.");
        }

        try
        {
            var manifest = JsonSerializer.Deserialize(files[ManifestFile], ArtifactJson.Default.ModelManifest)!;
            Verify(manifest, files, source);
            var transform = JsonSerializer.Deserialize(files[TransformFile], ArtifactJson.Default.FeatureTransform)!;
            return transform.Schema == FeatureTransform.CurrentSchema
                ? new ModelArtifact(ContentHash.Of(files[ManifestFile]), files[ModelFile], transform)
                : throw new JobFailedException($"{source}: {TransformFile} has schema {transform.Schema}; this container reads {FeatureTransform.CurrentSchema}. Train the model again.");
        }
        catch (JsonException exception)
        {
            throw new JobFailedException($"{source} is damaged: {exception.Message}", exception);
        }
    }

    private static void Verify(ModelManifest manifest, IReadOnlyDictionary<string, byte[]> files, string source)
    {
        foreach (var name in new[] { ModelFile, TransformFile })
        {
            if (ContentHash.Of(files[name]) != manifest.Files.GetValueOrDefault(name))
            {
                throw new JobFailedException($"{source} is damaged: {name} does not have the SHA-256 that {ManifestFile} says.");
            }
        }
    }
}
