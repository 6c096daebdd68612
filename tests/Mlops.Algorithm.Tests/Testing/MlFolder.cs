using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Mlops.Algorithm.Jobs;
using Mlops.Domain.Json;

namespace Mlops.Algorithm.Tests.Testing;

/// <summary>A temporary <c>/opt/ml</c> with what a test puts in it; deleted at the end.</summary>
internal sealed class MlFolder : IDisposable
{
    public const string RidershipDefinition = """
        {
          "name": "ridership",
          "problem": { "type": "regression", "label": "ridership", "timeColumn": "date" },
          "data": { "history": "P3Y", "holdout": 0.1, "minimumRows": 365 }
        }
        """;

    public string Root { get; } = Directory.CreateTempSubdirectory("mlops-algorithm-").FullName;

    public MlPaths Paths => new(Root);

    public StringWriter Output { get; } = new();

    public void Put(string path, string content) => Put(path, Encoding.UTF8.GetBytes(content));

    public void Put(string path, byte[] content)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public byte[] ReadBytes(string path) => File.ReadAllBytes(Path.Combine(Root, path));

    public bool Has(string path) => File.Exists(Path.Combine(Root, path));

    /// <summary>Freezes raw files as the snapshot does: contents by hash, and a manifest.</summary>
    public void PutRaw(string definition, params (string Key, byte[] Content)[] files)
    {
        Put("processing/input/definition/definition.json", definition);
        foreach (var (_, content) in files)
        {
            Put($"processing/input/data/{ContentHash.Of(content)}", content);
        }

        var entries = files.Select(file => new { key = file.Key, version = "v1", sha256 = ContentHash.Of(file.Content), size = file.Content.Length });
        Put("processing/input/manifest/manifest.json", JsonSerializer.Serialize(new { pipeline = "ridership", dataset = new string('0', 64), files = entries }));
    }

    public void PutHyperparameters(params (string Name, string Value)[] hyperparameters) =>
        Put("input/config/hyperparameters.json", JsonSerializer.Serialize(hyperparameters.ToDictionary(p => p.Name, p => p.Value)));

    public void PutChannels(string train, string validation)
    {
        Put("input/data/train/train.csv", train);
        Put("input/data/validation/validation.csv", validation);
    }

    /// <summary>Packs the model folder as SageMaker does.</summary>
    public byte[] PackModel()
    {
        using var buffer = new MemoryStream();
        using (var zip = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            TarFile.CreateFromDirectory(Path.Combine(Root, "model"), zip, includeBaseDirectory: false);
        }

        return buffer.ToArray();
    }

    public Task<int> RunAsync(string command, TextWriter? error = null) =>
        new CommandLine(
            new ContainerEnvironment { Paths = Paths, Address = System.Net.IPAddress.Loopback, Port = "0" },
            Output,
            error ?? TextWriter.Null).RunAsync([command], TestContext.Current.CancellationToken);

    public void Dispose()
    {
        Output.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}
