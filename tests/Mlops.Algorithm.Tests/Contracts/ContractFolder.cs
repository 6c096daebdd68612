using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Algorithm.Tests.Testing;
using Mlops.Domain.Contracts;
using Mlops.Domain.Json;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Tests.Contracts;

/// <summary>A prepare job with a contract, on small files of <c>t,x,kind,y</c>.</summary>
internal sealed class ContractFolder : IDisposable
{
    public const string Header = "t,x,kind,y";

    /// <summary>Types for all columns, and nothing more.</summary>
    public const string Columns = """
        "t": { "type": "date" }, "x": { "type": "number", "minimum": 0, "maximum": 1000 }, "kind": { "type": "category", "categories": ["a", "b"] }, "y": { "type": "number" }
        """;

    private readonly MlFolder _folder = new();

    public MlFolder Folder => _folder;

    public bool HasQuarantine => Directory.Exists(Path.Combine(_folder.Root, "processing", "quarantine"));

    public static string Contract(string members = "", string columns = Columns) => $$"""{ "columns": { {{columns}} }{{(members.Length > 0 ? ", " + members : "")}} }""";

    /// <summary>So many good rows, one a day.</summary>
    public static List<string> Rows(int count, int from = 0) =>
        [.. Enumerable.Range(from, count).Select(i => $"{new DateOnly(2020, 1, 1).AddDays(i):yyyy-MM-dd},{i % 100},{(i % 2 == 0 ? "a" : "b")},{i * 2}")];

    public static string Table(IEnumerable<string> rows, string header = Header) => header + "\n" + string.Join('\n', rows) + "\n";

    public Task<PrepareReport> PrepareAsync(string contract, params string[] files) =>
        PrepareAsync(contract, [.. files.Select((csv, index) => ($"incoming/p/{(char)('a' + index)}.csv", csv))]);

    public async Task<PrepareReport> PrepareAsync(string contract, (string Key, string Csv)[] files, DateTimeOffset[]? uploaded = null, Encoding? encoding = null)
    {
        var definition = $$$"""{"name":"p2","problem":{"type":"regression","label":"y","timeColumn":"t"},"data":{"minimumRows":10,"contract":{{{contract}}}}}""";
        _folder.PutRaw(definition, [.. files.Select(file => (file.Key, (encoding ?? Encoding.UTF8).GetBytes(file.Csv)))]);
        foreach (var (index, time) in (uploaded ?? []).Index())
        {
            const string Manifest = "processing/input/manifest/manifest.json";
            var manifest = JsonNode.Parse(_folder.Read(Manifest))!;
            manifest["files"]![index]!["uploaded"] = time.ToString("O");
            _folder.Put(Manifest, manifest.ToJsonString());
        }

        using var error = new StringWriter();
        Assert.True(await _folder.RunAsync("prepare", error) == 0, error.ToString());
        return JsonSerializer.Deserialize(_folder.ReadBytes("processing/output/prepare.json"), DomainJson.Wire.PrepareReport)!;
    }

    /// <summary>The lines of rows.csv below its header.</summary>
    public string[] DroppedRows() => _folder.Read("processing/quarantine/rows.csv").TrimEnd('\n').Split('\n')[1..];

    public QuarantineReport Quarantine() => JsonSerializer.Deserialize(_folder.ReadBytes("processing/quarantine/report.json"), DomainJson.Wire.QuarantineReport)!;

    /// <summary>The header and rows of all parts.</summary>
    public string Learned() => string.Concat(new[] { "train", "validation", "holdout" }.Select(part => _folder.Read($"processing/output/{part}/{part}.csv")));

    public void Dispose() => _folder.Dispose();
}
