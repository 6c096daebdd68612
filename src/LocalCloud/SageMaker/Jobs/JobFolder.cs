using System.Text.Json.Nodes;

namespace LocalCloud.SageMaker.Jobs;

/// <summary>A job's private <c>/opt/ml</c>, made anew for every run and removed after it.</summary>
internal sealed class JobFolder : IDisposable
{
    private const int LongestMessage = 1024;

    public JobFolder(string path)
    {
        Path = path;
        Dispose();
        foreach (var folder in (string[])["input/config", "input/data", "model", "output/data", "processing", "checkpoints", "config"])
        {
            Directory.CreateDirectory(In(folder));
        }
    }

    public string Path { get; }

    public string In(string relative) => System.IO.Path.Combine(Path, relative);

    public void WriteConfig(string relative, JsonNode content) => File.WriteAllText(In(relative), content.ToJsonString());

    /// <summary>A message that the job left, within SageMaker's 1,024 characters; null when it left none.</summary>
    public string? Message(string relative)
    {
        var path = In(relative);
        var text = File.Exists(path) ? File.ReadAllText(path).Trim() : "";
        return text.Length == 0 ? null : text[..Math.Min(text.Length, LongestMessage)];
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
