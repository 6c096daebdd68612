using System.Globalization;
using System.Text.Json;
using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Jobs;
using Mlops.Algorithm.Native;
using Mlops.Algorithm.Transforms;
using Mlops.Domain.Json;

namespace Mlops.Algorithm.Learning;

/// <summary>The training job: fits transform and model on the channels <c>train</c> and <c>validation</c> and writes the artifact. Same channels and hyperparameters, same bytes.</summary>
internal sealed class TrainCommand(MlPaths paths, TextWriter output)
{
    private const string Train = "train";
    private const string Validation = "validation";

    public void Run(CancellationToken cancellationToken)
    {
        var hyperparameters = Hyperparameters.ReadFile(paths.Hyperparameters);
        var files = new[] { Train, Validation }.ToDictionary(channel => channel, paths.ChannelFile);
        var transform = TrainingTables.Fit([.. files.Values], hyperparameters, cancellationToken);
        var train = TrainingTables.Encode(files[Train], transform, cancellationToken);
        var validation = TrainingTables.Encode(files[Validation], transform, cancellationToken);

        output.WriteLine($"train: {train.Rows} rows, validation: {validation.Rows} rows, {train.Columns} features");
        var model = Boost(hyperparameters, train, validation, transform.Layout(), cancellationToken);
        Write(model, transform, hyperparameters, files.ToDictionary(f => f.Key, f => OutputFiles.Sha256(f.Value)));
        Report(model, validation);
    }

    private static TrainedModel Boost(
        Hyperparameters hyperparameters, FeatureMatrix train, FeatureMatrix validation, FeatureLayout layout, CancellationToken cancellationToken)
    {
        try
        {
            LightGbmLog.ToStandardError();
            return new GradientBoosting(hyperparameters.Training).Train(train, validation, layout, cancellationToken);
        }
        catch (LightGbmException exception)
        {
            throw new JobFailedException($"Training failed: {exception.Message}", exception);
        }
    }

    // The manifest comes last: an artifact without it is no model.
    private void Write(TrainedModel model, FeatureTransform transform, Hyperparameters hyperparameters, Dictionary<string, string> dataset)
    {
        var content = new Dictionary<string, byte[]>
        {
            [ModelArtifact.ModelFile] = System.Text.Encoding.UTF8.GetBytes(model.Text),
            [ModelArtifact.TransformFile] = JsonSerializer.SerializeToUtf8Bytes(transform, ArtifactJson.Default.FeatureTransform),
        };
        var manifest = new ModelManifest
        {
            Files = content.ToDictionary(file => file.Key, file => ContentHash.Of(file.Value)),
            Dataset = dataset,
            Hyperparameters = hyperparameters.Hash,
        };
        content[ModelArtifact.ManifestFile] = JsonSerializer.SerializeToUtf8Bytes(manifest, ArtifactJson.Default.ModelManifest);
        foreach (var name in ModelArtifact.Files)
        {
            OutputFiles.Write(Path.Combine(paths.Model, name), content[name]);
        }
    }

    private void Report(TrainedModel model, FeatureMatrix validation)
    {
        using var booster = Booster.Load(model.Text);
        var metrics = Measurement.Of(validation.Labels, booster.Predict(validation.Values), Validation);
        foreach (var (name, value) in metrics)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"validation:{name}={value:R}"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"iterations={model.Iterations}"));
    }
}
