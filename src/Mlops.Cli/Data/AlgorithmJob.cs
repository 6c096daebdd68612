using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Mlops.Domain.Datasets;
using Mlops.Domain.Json;

namespace Mlops.Cli.Data;

/// <summary>Runs the algorithm's container as the plain process that the LocalCloud runs it as, on files of this machine: CSV is read in one place, whoever asks.</summary>
internal sealed class AlgorithmJob(Workspace workspace) : IDisposable
{
    private const string Image = "mlops/algorithm";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("mlops-job-");

    private string InputFolder => Path.Combine(_root.FullName, "processing", "input");

    public string Quarantine => Path.Combine(_root.FullName, "processing", "quarantine");

    public string Output(string name) => Path.Combine(_root.FullName, "processing", "output", name);

    /// <summary>Lays files down as a snapshot would have frozen them.</summary>
    public async Task PutAsync(IEnumerable<FileInfo> files, Func<FileInfo, string> key, CancellationToken cancellationToken)
    {
        var entries = new List<DatasetFile>();
        foreach (var file in files)
        {
            await using var content = file.OpenRead();
            var sha256 = await ContentHash.OfAsync(content, cancellationToken);
            Put(file.FullName, sha256);
            entries.Add(new DatasetFile(key(file), "local", sha256, file.Length, file.LastWriteTimeUtc));
        }

        Put(DatasetManifest.Of(entries));
    }

    public void Put(DatasetManifest manifest) => Write("manifest", "manifest.json", JsonSerializer.Serialize(manifest, DomainJson.Wire.DatasetManifest));

    public void PutDefinition(string canonical) => Write("definition", "definition.json", canonical);

    /// <summary>Where the content with a hash is expected.</summary>
    public string Content(string sha256)
    {
        var folder = Directory.CreateDirectory(Path.Combine(InputFolder, "data"));
        return Path.Combine(folder.FullName, sha256);
    }

    public async Task RunAsync(string command, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(Executable(), command)
        {
            Environment = { ["ML_ROOT"] = _root.FullName },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            await process.WaitForExitAsync(cancellationToken);
            await output;
            if (process.ExitCode != 0)
            {
                throw new CliException($"'{command}' failed: {(await error).Trim()}", ExitCode.Failure);
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    public T Read<T>(string name, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(Output(name)), type) ?? throw new CliException($"{name} of the job is empty.");

    public void Dispose() => _root.Delete(recursive: true);

    private void Put(string path, string sha256)
    {
        var content = Content(sha256);
        if (!File.Exists(content))
        {
            File.CreateSymbolicLink(content, path);
        }
    }

    private void Write(string input, string name, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(InputFolder, input));
        File.WriteAllText(Path.Combine(folder.FullName, name), text);
    }

    private string Executable()
    {
        var image = File.Exists(workspace.Images) ? JsonNode.Parse(File.ReadAllText(workspace.Images))?["images"]?[Image] : null;
        return image?["digest"]?.ToString() is { } digest && image["versions"]?[digest]?["command"]?[0]?.ToString() is { } command && File.Exists(command)
            ? command
            : throw new CliException("The algorithm is not built. Build it with './mlops build'.");
    }
}
