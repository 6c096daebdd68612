using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mlops.Infra.Configuration;

/// <summary>Finds the digest of every image that the pipelines use: from context <c>imageDigest</c>, else from <c>{"images":{"&lt;repository&gt;":{"digest":"sha256:…","local":true}}}</c>; <c>local</c> marks the digest of a folder on this machine.</summary>
public sealed partial class ImageDigestFile(List<Problem> problems)
{
    private readonly HashSet<string> _local = [];

    public ImageDigests Read(AppSettings settings, IReadOnlyList<PipelineConfig> pipelines)
    {
        var path = Path.GetFullPath(settings.Images ?? "artifacts/images.json", settings.Root);
        var digests = File.Exists(path) ? ReadFile(path) : [];
        if (settings.ImageDigest is { } own)
        {
            Add(digests, PipelineNames.Repository, own, "context imageDigest");
            _local.Remove(PipelineNames.Repository);
        }

        // The ECR repository is created by this app, so its image is asked for even when no pipeline uses it yet.
        foreach (var repository in pipelines.SelectMany(Repositories).Append(PipelineNames.Repository).Distinct())
        {
            if (!digests.ContainsKey(repository))
            {
                problems.Add(new Problem(path, $"no digest for the image '{repository}'; run ./mlops build"
                    + (repository == PipelineNames.Repository ? ", or pass -c imageDigest=sha256:…" : ", or add it under 'images'")));
            }
        }

        return new ImageDigests(digests) { Local = _local };
    }

    private static IEnumerable<string> Repositories(PipelineConfig pipeline)
    {
        var steps = pipeline.Definition.Steps;
        return new[] { steps.Prepare.Image, steps.Train.Image, steps.Evaluate.Image, steps.Monitor.Image }.OfType<string>();
    }

    private Dictionary<string, string> ReadFile(string path)
    {
        var digests = new Dictionary<string, string>();
        try
        {
            var images = JsonNode.Parse(File.ReadAllText(path))?["images"] as JsonObject;
            foreach (var (repository, image) in images ?? [])
            {
                Add(digests, repository, (string?)image?["digest"], path);
                if ((bool?)image?["local"] == true)
                {
                    _local.Add(repository);
                }
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            problems.Add(new Problem(path, $"is not a file of image digests: {error.Message}; delete it and run ./mlops build"));
        }

        return digests;
    }

    private void Add(Dictionary<string, string> digests, string repository, string? digest, string location)
    {
        digests[repository] = digest ?? "";
        if (digest is null || !Digest().IsMatch(digest))
        {
            problems.Add(new Problem(location, $"'{digest}' is no digest of '{repository}': expected sha256: and 64 hexadecimal digits"));
        }
    }

    [GeneratedRegex("^sha256:[0-9a-f]{64}$")]
    private static partial Regex Digest();
}
