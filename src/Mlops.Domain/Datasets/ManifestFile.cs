using System.Text.Json.Nodes;

namespace Mlops.Domain.Datasets;

/// <summary>SageMaker's <c>ManifestFile</c>: a common prefix, then the rest of each key.</summary>
/// <remarks>It must have one key at least: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3DataSource.html.</remarks>
public static class ManifestFile
{
    /// <param name="prefix">An <c>s3://</c> URI that ends in a slash.</param>
    public static string Of(string prefix, IEnumerable<string> keys)
    {
        var entries = new JsonArray(new JsonObject { ["prefix"] = prefix });
        foreach (var key in keys)
        {
            entries.Add((JsonNode)key);
        }

        return entries.ToJsonString();
    }
}
