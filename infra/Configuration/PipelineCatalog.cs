using System.Text;
using System.Text.Json.Nodes;
using Mlops.Domain.Pipelines;

namespace Mlops.Infra.Configuration;

/// <summary>Reads every <c>pipelines/&lt;name&gt;/pipeline.json</c> with its <c>golden.csv</c> and, where there is one, its <c>contract.json</c>.</summary>
public sealed class PipelineCatalog(List<Problem> problems)
{
    // Both travel in payloads of the machines, which together may not pass 256 KiB.
    private const int LargestDefinition = 64 * 1024;
    private const int LargestGolden = 32 * 1024;

    public IReadOnlyList<PipelineConfig> Read(string folder)
    {
        var files = Directory.Exists(folder)
            ? Directory.GetDirectories(folder).Select(each => Path.Combine(each, "pipeline.json")).Where(File.Exists).Order(StringComparer.Ordinal).ToArray()
            : [];
        if (files.Length == 0)
        {
            problems.Add(new Problem(folder, "has no pipeline; write a <name>/pipeline.json there, or run ./mlops init"));
        }

        return [.. files.Select(ReadOne).OfType<PipelineConfig>()];
    }

    private PipelineConfig? ReadOne(string file)
    {
        var golden = Golden(Path.Combine(Path.GetDirectoryName(file)!, "golden.csv"));
        if (DefinitionFile.Read(file, problems) is not { } definition)
        {
            return null;
        }

        var folder = Path.GetFileName(Path.GetDirectoryName(file))!;
        if (folder != definition.Name)
        {
            problems.Add(new Problem(file, $"$.name is '{definition.Name}' but the folder is '{folder}'; give both the same name"));
        }

        var document = DefinitionFile.Document(definition);
        CheckMembers(file, "$", document);
        CheckSize(file, document.ToJsonString(), LargestDefinition);
        return new PipelineConfig { Definition = definition, Document = document, Golden = golden };
    }

    private string Golden(string file)
    {
        if (!File.Exists(file))
        {
            problems.Add(new Problem(file, "is missing; write a header and a few raw rows without the label, which a new endpoint must answer"));
            return "";
        }

        var rows = File.ReadAllText(file);
        CheckSize(file, rows, LargestGolden);
        if (rows.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length < 2)
        {
            problems.Add(new Problem(file, "has no rows; a header and at least one row are needed"));
        }

        return rows;
    }

    // Step Functions would take the value of such a member for a path.
    private void CheckMembers(string file, string path, JsonNode? node)
    {
        foreach (var (name, value) in node as JsonObject ?? [])
        {
            if (name.EndsWith(".$", StringComparison.Ordinal))
            {
                problems.Add(new Problem(file, $"{path}.{name} ends in '.$', which no name in a definition may"));
            }

            CheckMembers(file, $"{path}.{name}", value);
        }
    }

    private void CheckSize(string file, string text, int limit)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        if (size > limit)
        {
            problems.Add(new Problem(file, $"has {size} bytes, more than the {limit} that fit a state machine; shorten it"));
        }
    }
}
