using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContainerArchive;

/// <summary>
/// Packs the published algorithm container as an image archive that <c>docker load</c>, <c>crane push</c> and <c>skopeo copy</c> read:
/// Docker's format, because SageMaker hosting refuses OCI manifests; one architecture; user root, as SageMaker demands.
/// </summary>
public static class AlgorithmImage
{
    public const string Name = "mlops/algorithm:latest";
    public const string ProgramFolder = "/opt/program";
    public const string Executable = "Mlops.Algorithm";

    /// <summary>Writes the archive; answers the image's digest (<c>sha256:…</c> of its configuration).</summary>
    public static string Write(string publishedFolder, string output)
    {
        var layers = new[] { System(publishedFolder), Program(publishedFolder) }.Select(layer => layer.ToTar()).ToList();
        var configuration = Configuration(layers.Select(ImageLayer.Hash));
        var digest = ImageLayer.Hash(configuration);
        var archive = new ImageLayer().AddFile($"/{digest}.json", configuration).AddFile("/manifest.json", Manifest(digest, layers.Select(ImageLayer.Hash)));
        foreach (var layer in layers)
        {
            archive.AddFile($"/{ImageLayer.Hash(layer)}.tar", layer);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        File.WriteAllBytes(output + ".tmp", archive.ToTar());
        File.Move(output + ".tmp", output, overwrite: true);
        return "sha256:" + digest;
    }

    // The C library and its loader instead of a distribution: nothing else is there to be patched or attacked.
    private static ImageLayer System(string publishedFolder)
    {
        var layer = new ImageLayer()
            .AddText("/etc/passwd", "root:x:0:0:root:/root:/sbin/nologin\n")
            .AddText("/etc/group", "root:x:0:\n")
            .AddFolder("/tmp").AddFolder("/root").AddFolder("/proc").AddFolder("/opt/ml");
        foreach (var library in SharedLibraries.Of(Binaries(publishedFolder)).Where(library => !File.Exists(Path.Combine(publishedFolder, Path.GetFileName(library)))))
        {
            layer.AddFile(library, File.ReadAllBytes(library));
        }

        return layer;
    }

    private static ImageLayer Program(string publishedFolder)
    {
        var layer = new ImageLayer();
        foreach (var file in Directory.GetFiles(publishedFolder))
        {
            layer.AddFile($"{ProgramFolder}/{Path.GetFileName(file)}", File.ReadAllBytes(file));
        }

        return layer;
    }

    private static IEnumerable<string> Binaries(string publishedFolder)
    {
        var executable = Path.Combine(publishedFolder, Executable);
        return File.Exists(executable)
            ? Directory.GetFiles(publishedFolder, "*.so*").Append(executable)
            : throw new InvalidOperationException($"{executable} is missing; run build/publish-algorithm.sh.");
    }

    private static byte[] Configuration(IEnumerable<string> layers) => Bytes(new JsonObject
    {
        ["architecture"] = "amd64",
        ["os"] = "linux",
        ["created"] = "1970-01-01T00:00:00Z",
        ["config"] = new JsonObject
        {
            ["User"] = "root",
            ["Env"] = new JsonArray($"PATH={ProgramFolder}"),
            ["Entrypoint"] = new JsonArray($"{ProgramFolder}/{Executable}"),
            ["WorkingDir"] = ProgramFolder,
            ["ExposedPorts"] = new JsonObject { ["8080/tcp"] = new JsonObject() },
            // Tells SageMaker that the server listens where SAGEMAKER_BIND_TO_PORT says.
            ["Labels"] = new JsonObject { ["com.amazonaws.sagemaker.capabilities.accept-bind-to-port"] = "true" },
        },
        ["rootfs"] = new JsonObject
        {
            ["type"] = "layers",
            ["diff_ids"] = new JsonArray([.. layers.Select(hash => (JsonNode)$"sha256:{hash}")]),
        },
    });

    private static byte[] Manifest(string digest, IEnumerable<string> layers) => Bytes(new JsonArray(new JsonObject
    {
        ["Config"] = $"{digest}.json",
        ["RepoTags"] = new JsonArray(Name),
        ["Layers"] = new JsonArray([.. layers.Select(hash => (JsonNode)$"{hash}.tar")]),
    }));

    private static byte[] Bytes(JsonNode json) => JsonSerializer.SerializeToUtf8Bytes(json);
}
