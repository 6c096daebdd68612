using System.Diagnostics;
using System.Formats.Tar;
using System.Text.Json;
using ContainerArchive;
using Mlops.Algorithm.Tests.Testing;

namespace Mlops.Algorithm.Tests.Image;

public sealed class ImageArchiveTests : IDisposable
{
    private static readonly string Published = Path.Combine(Repository.Root, "artifacts", "publish", "Mlops.Algorithm", "release_linux-x64");

    private readonly string _folder = Directory.CreateTempSubdirectory("mlops-image-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Archive_Manifest_IsDockersWithOneImage()
    {
        var files = Pack();

        using var manifest = JsonDocument.Parse(files["manifest.json"]);
        var image = Assert.Single(manifest.RootElement.EnumerateArray());
        Assert.Equal(["Config", "RepoTags", "Layers"], image.EnumerateObject().Select(member => member.Name));
        Assert.Equal(2, image.GetProperty("Layers").EnumerateArray().Count(layer => files.ContainsKey(layer.GetString()!)));
    }

    [Fact]
    public void Archive_Configuration_IsLinuxAmd64AsRootWithTheExecutable()
    {
        var files = Pack();

        using var configuration = JsonDocument.Parse(files.Single(file => file.Key.EndsWith(".json", StringComparison.Ordinal) && file.Key != "manifest.json").Value);
        var root = configuration.RootElement;
        Assert.Equal(("linux", "amd64", "root"), (root.GetProperty("os").GetString(), root.GetProperty("architecture").GetString(), root.GetProperty("config").GetProperty("User").GetString()));
        Assert.Equal(["/opt/program/Mlops.Algorithm"], root.GetProperty("config").GetProperty("Entrypoint").EnumerateArray().Select(part => part.GetString()));
        Assert.Equal(
            files.Keys.Where(name => name.EndsWith(".tar", StringComparison.Ordinal)).Select(name => ImageLayer.Hash(files[name])).Order(),
            root.GetProperty("rootfs").GetProperty("diff_ids").EnumerateArray().Select(id => id.GetString()!["sha256:".Length..]).Order());
    }

    [Fact]
    public void Archive_Layers_HoldTheProgramAndWhatItLoads()
    {
        var files = Pack();

        var entries = files.Where(file => file.Key.EndsWith(".tar", StringComparison.Ordinal)).SelectMany(file => Entries(file.Value).Keys).ToList();
        Assert.All(
            ["opt/program/Mlops.Algorithm", "opt/program/lib_lightgbm.so", "opt/program/libgomp.so.1", "lib64/ld-linux-x86-64.so.2", "etc/passwd", "tmp/"],
            path => Assert.Contains(path, entries));
        Assert.All(["libc.so.6", "libstdc++.so.6", "libssl.so.3", "libcrypto.so.3"], name => Assert.Contains(entries, path => path.EndsWith("/" + name, StringComparison.Ordinal)));
    }

    [Fact]
    public void Archive_PackedTwice_HasTheSameBytes()
    {
        Pack();
        var first = File.ReadAllBytes(Archive);
        Pack();

        Assert.Equal(ImageLayer.Hash(first), ImageLayer.Hash(File.ReadAllBytes(Archive)));
    }

    [Fact]
    public async Task Image_InARootOfItsOwn_TrainsAModel()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can change the root folder to the image's.");
        var root = Path.Combine(_folder, "root");
        foreach (var layer in Pack().Where(file => file.Key.EndsWith(".tar", StringComparison.Ordinal)))
        {
            Directory.CreateDirectory(root);
            TarFile.ExtractToDirectory(new MemoryStream(layer.Value), root, overwriteFiles: true);
        }

        using var folder = new MlFolder();
        folder.PutChannels(Ridership.Csv(Ridership.Rows(2001, 2001)), Ridership.Csv(Ridership.Rows(2002, 2002)));
        folder.PutHyperparameters(Ridership.Hyperparameters);
        CopyInput(folder.Root, Path.Combine(root, "opt", "ml"));
        var (exitCode, output) = await RunAsync("chroot", root, "/opt/program/Mlops.Algorithm", "train");

        Assert.True(exitCode == 0, output);
        Assert.True(File.Exists(Path.Combine(root, "opt", "ml", "model", "manifest.json")));
    }

    private string Archive => Path.Combine(_folder, "image.tar");

    private Dictionary<string, byte[]> Pack()
    {
        Assert.SkipUnless(File.Exists(Path.Combine(Published, AlgorithmImage.Executable)), "The container is not published; run build/publish-algorithm.sh.");
        AlgorithmImage.Write(Published, Archive);
        return Entries(File.ReadAllBytes(Archive));
    }

    private static Dictionary<string, byte[]> Entries(byte[] tar)
    {
        var entries = new Dictionary<string, byte[]>();
        using var reader = new TarReader(new MemoryStream(tar));
        while (reader.GetNextEntry() is { } entry)
        {
            using var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            entries[entry.Name] = content.ToArray();
        }

        return entries;
    }

    private static void CopyInput(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }
}
