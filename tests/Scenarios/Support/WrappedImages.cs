using System.Text.Json.Nodes;

namespace Scenarios.Support;

/// <summary>An image registry whose containers are started by a shell that may do something first. The registry is read at every pull.</summary>
internal sealed class WrappedImages : IDisposable
{
    private readonly string _file;
    private readonly string _original;

    public WrappedImages(string file, string line)
    {
        (_file, _original) = (file, File.ReadAllText(file));
        var registry = JsonNode.Parse(_original)!;
        foreach (var (_, image) in registry["images"]!.AsObject())
        {
            foreach (var (_, version) in image!["versions"]!.AsObject())
            {
                var command = version!["command"]!.AsArray().Select(part => part!.ToString());
                version["command"] = new JsonArray([.. new[] { "/bin/sh", "-c", $"{line}; exec \"$@\"", "sh" }.Concat(command).Select(part => (JsonNode)part)]);
            }
        }

        Write(registry.ToJsonString());
    }

    public void Dispose() => Write(_original);

    private void Write(string content)
    {
        File.WriteAllText(_file + ".tmp", content);
        File.Move(_file + ".tmp", _file, overwrite: true);
    }
}
