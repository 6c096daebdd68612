using System.Globalization;
using System.Text.Json;
using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Jobs;
using Mlops.Algorithm.Native;
using Mlops.Algorithm.Scoring;
using Mlops.Algorithm.Transforms;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

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
        var predictions = TreeEnsemble.Load(model.Text).Predict(validation.Values);
        transform = transform with { Threshold = transform.Classes is null ? null : hyperparameters.Threshold ?? new BinarySample(validation.Labels, predictions, 0.5).BestF1Threshold() };
        Write(model, transform, hyperparameters, files.ToDictionary(f => f.Key, f => OutputFiles.Sha256(f.Value)));
        Report(model, transform, validation.Labels, predictions);
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
            [ModelArtifact.ModelFile] = model.Text,
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

    private void Report(TrainedModel model, FeatureTransform transform, IReadOnlyList<double> labels, double[] predictions)
    {
        var problem = transform.Classes is null ? ProblemType.Regression : ProblemType.Binary;
        var metrics = transform.Threshold is { } threshold ? Measurement.OfClasses(labels, predictions, threshold, Validation) : Measurement.Of(labels, predictions, Validation);
        foreach (var (name, published) in ProblemMetrics.OfTraining(problem))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"validation:{published}={metrics[name]:R}"));
        }

        if (transform.Threshold is { } chosen)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"threshold={chosen:R}"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"iterations={model.Iterations}"));
    }
}
