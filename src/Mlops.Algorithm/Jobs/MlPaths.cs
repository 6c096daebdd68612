namespace Mlops.Algorithm.Jobs;

/// <summary>SageMaker's folder tree inside a container. <c>ML_ROOT</c> moves it, so that many jobs can run side by side as plain processes.</summary>
internal sealed class MlPaths(string root)
{
    public const string DefaultRoot = "/opt/ml";

    public string Hyperparameters => Path.Combine(root, "input", "config", "hyperparameters.json");

    public string Model => Path.Combine(root, "model");

    /// <summary>What a training job failed of: its FailureReason.</summary>
    public string Failure => Path.Combine(root, "output", "failure");

    /// <summary>What a processing job has to say: its ExitMessage.</summary>
    public string Message => Path.Combine(root, "output", "message");

    public string Channel(string name) => Path.Combine(root, "input", "data", name);

    public string ProcessingInput(params string[] parts) => Path.Combine([root, "processing", "input", .. parts]);

    public string ProcessingOutput(params string[] parts) => Path.Combine([root, "processing", "output", .. parts]);

    /// <summary>Beside the job's output, for it goes to another bucket: what a data contract dropped.</summary>
    public string Quarantine(params string[] parts) => Path.Combine([root, "processing", "quarantine", .. parts]);

    /// <summary>The one CSV file of a training channel; a channel is a folder in File mode.</summary>
    public string ChannelFile(string name)
    {
        var folder = Channel(name);
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToArray() : [];
        return files.Length == 1
            ? files[0]
            : throw new JobFailedException($"Channel '{name}' must hold exactly one CSV file; {folder} holds {files.Length}.");
    }
}
