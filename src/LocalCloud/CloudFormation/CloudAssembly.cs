using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.CloudFormation;

/// <summary>
/// A synthesized CDK app (<c>cdk.out</c>): its stacks in deployment order and the file assets they need.
/// Format: the cloud assembly schema of aws-cdk (<c>manifest.json</c>, <c>*.assets.json</c>).
/// </summary>
public sealed record CloudAssembly(IReadOnlyList<AssemblyStack> Stacks)
{
    /// <exception cref="TemplateException">The folder is no cloud assembly.</exception>
    public static CloudAssembly Load(string folder)
    {
        var manifest = Read(Path.Combine(folder, "manifest.json"));
        var artifacts = manifest["artifacts"]!.AsObject();
        var stacks = new Dictionary<string, AssemblyStack>(StringComparer.Ordinal);
        foreach (var (id, artifact) in artifacts.Where(item => item.Value?["type"]?.ToString() == "aws:cloudformation:stack"))
        {
            var dependencies = artifact!["dependencies"]?.AsArray().Select(item => item!.ToString()).ToList() ?? [];
            stacks[id] = new AssemblyStack
            {
                Name = artifact["properties"]?["stackName"]?.ToString() ?? id,
                Account = artifact["environment"]?.ToString().Split('/') is [_, _, var account, _] && account != "unknown-account" ? account : null,
                TemplateFile = Path.Combine(folder, artifact["properties"]!["templateFile"]!.ToString()),
                DependsOn = [.. dependencies],
                Assets = [.. dependencies.SelectMany(dependency => Assets(folder, artifacts[dependency]))],
                Tags = (artifact["properties"]!["tags"] as JsonObject ?? [])
                    .ToDictionary(tag => tag.Key, tag => tag.Value!.ToString(), StringComparer.Ordinal),
            };
        }

        return new CloudAssembly(Ordered(stacks));
    }

    /// <summary>These stacks and those that they depend on, as <c>cdk deploy STACK</c> takes them.</summary>
    public CloudAssembly Only(IEnumerable<string> names)
    {
        var wanted = names.ToHashSet(StringComparer.Ordinal);
        foreach (var stack in Stacks.Reverse().Where(stack => wanted.Contains(stack.Name)))
        {
            wanted.UnionWith(stack.DependsOn);
        }

        return new CloudAssembly([.. Stacks.Where(stack => wanted.Contains(stack.Name))]);
    }

    private static IEnumerable<FileAsset> Assets(string folder, JsonNode? artifact)
    {
        if (artifact?["type"]?.ToString() != "cdk:asset-manifest")
        {
            yield break;
        }

        var manifest = Read(Path.Combine(folder, artifact["properties"]!["file"]!.ToString()));
        foreach (var (_, file) in manifest["files"]?.AsObject() ?? [])
        {
            // The template itself is listed as an asset, too: CloudFormation reads it from S3.
            var path = Path.GetFullPath(Path.Combine(folder, file!["source"]!["path"]!.ToString()));
            foreach (var (_, destination) in file["destinations"]!.AsObject())
            {
                yield return new FileAsset(
                    path,
                    file["source"]!["packaging"]?.ToString() == "zip",
                    destination!["bucketName"]!.ToString(),
                    destination["objectKey"]!.ToString());
            }
        }
    }

    private static List<AssemblyStack> Ordered(Dictionary<string, AssemblyStack> stacks)
    {
        var ordered = new List<AssemblyStack>();
        while (ordered.Count < stacks.Count)
        {
            var ready = stacks.Where(stack => !ordered.Contains(stack.Value)
                && stack.Value.DependsOn.Where(stacks.ContainsKey).All(id => ordered.Contains(stacks[id]))).Select(stack => stack.Value).ToList();
            if (ready.Count == 0)
            {
                throw new TemplateException([new("cloud assembly", "", "the stacks depend on each other in a circle")]);
            }

            ordered.AddRange(ready);
        }

        return ordered;
    }

    private static JsonObject Read(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        }
        catch (Exception e) when (e is IOException or JsonException or InvalidOperationException)
        {
            throw new TemplateException([new(path, "", $"no cloud assembly here ({e.Message}); run 'mlops synth' first")]);
        }
    }
}

/// <summary>One stack of an assembly.</summary>
public sealed record AssemblyStack
{
    public required string Name { get; init; }

    /// <summary>The account that it was synthesized for; null: whichever it is deployed to.</summary>
    public string? Account { get; init; }

    public required string TemplateFile { get; init; }

    public required IReadOnlyList<string> DependsOn { get; init; }

    public required IReadOnlyList<FileAsset> Assets { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

/// <summary>A file, or with <paramref name="Zip"/> a folder to be zipped, and where templates expect it in S3 (pseudo parameters unresolved).</summary>
public sealed record FileAsset(string Path, bool Zip, string Bucket, string Key);
