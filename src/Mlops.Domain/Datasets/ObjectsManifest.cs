using System.Text.Json.Nodes;

namespace Mlops.Domain.Datasets;

/// <summary>SageMaker's <c>ManifestFile</c> over frozen objects: a common prefix, then each content once.</summary>
public static class ObjectsManifest
{
    public static string Of(string bucket, DatasetManifest manifest)
    {
        var entries = new JsonArray(new JsonObject { ["prefix"] = $"s3://{bucket}/objects/" });
        foreach (var content in manifest.Contents())
        {
            entries.Add((JsonNode)content);
        }

        return entries.ToJsonString();
    }
}
