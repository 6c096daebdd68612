using System.Diagnostics;
using Mlops.Algorithm.Jobs;
using Mlops.Algorithm.Learning;
using Mlops.Algorithm.Scoring;
using Mlops.Algorithm.Tests.Testing;

namespace Mlops.Algorithm.Tests.Learning;

public sealed class TrainTests(TrainedRidership trained) : IDisposable
{
    private readonly MlFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_Ridership_PrintsMetricsForSageMakersRegularExpressions()
    {
        var lines = trained.Folder.Output.ToString().Split('\n');

        Assert.All(["mae", "rmse", "r2"], metric => Assert.Contains(lines, line => line.StartsWith($"validation:{metric}=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Train_SameInputsInTwoOtherProcesses_GivesTheSameBytes()
    {
        var (first, second) = (await TrainElsewhereAsync(), await TrainElsewhereAsync());

        Assert.Equal(first, second);
        Assert.Equal(ModelArtifact.ReadFolder(trained.Folder.Paths.Model).Hash, first);
    }

    [Fact]
    public async Task Train_OtherSeed_IsAnotherModel()
    {
        _folder.PutChannels(trained.Folder.Read("input/data/train/train.csv"), trained.Folder.Read("input/data/validation/validation.csv"));
        _folder.PutHyperparameters([.. Ridership.Hyperparameters.Where(p => p.Name != "seed"), ("seed", "2")]);
        Assert.Equal(0, await _folder.RunAsync("train"));

        Assert.NotEqual(ModelArtifact.ReadFolder(trained.Folder.Paths.Model).Hash, ModelArtifact.ReadFolder(_folder.Paths.Model).Hash);
    }

    [Fact]
    public async Task Train_BadHyperparameters_ListsAllProblems()
    {
        _folder.PutChannels("x,y\n1,2\n", "x,y\n1,2\n");
        _folder.PutHyperparameters(
            ("problem", "clustering"), ("num_leaves", "many"), ("learning_rate", "-1"), ("tree_count", "3"), ("machines", "h"), ("eta", "0.1"), ("shrinkage_rate", "0.1"));

        Assert.Equal(1, await _folder.RunAsync("train"));
        var failure = _folder.Read("output/failure");
        Assert.Contains("hyperparameter 'label' must name the column to predict", failure, StringComparison.Ordinal);
        Assert.Contains("hyperparameter 'problem' is 'clustering'", failure, StringComparison.Ordinal);
        Assert.Contains("hyperparameter 'num_leaves' must be a whole number from 2 to 131072, not 'many'", failure, StringComparison.Ordinal);
        Assert.Contains("hyperparameter 'learning_rate' must be a number above 0, not '-1'", failure, StringComparison.Ordinal);
        Assert.Contains("hyperparameter 'tree_count' is no LightGBM parameter", failure, StringComparison.Ordinal);
        Assert.Contains("hyperparameter 'machines' cannot be set", failure, StringComparison.Ordinal);
        Assert.Contains("hyperparameters 'eta' and 'shrinkage_rate' are the same", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_Stopped_LeavesNoModel()
    {
        _folder.PutChannels(trained.Folder.Read("input/data/train/train.csv"), trained.Folder.Read("input/data/validation/validation.csv"));
        _folder.PutHyperparameters(Ridership.Hyperparameters);

        Assert.Throws<OperationCanceledException>(() => new TrainCommand(_folder.Paths, TextWriter.Null).Run(new CancellationToken(canceled: true)));
        Assert.False(Directory.Exists(_folder.Paths.Model));
    }

    [Fact]
    public async Task Train_Terminated_StopsWithoutAModel()
    {
        using var folder = new MlFolder();
        folder.PutChannels(trained.Folder.Read("input/data/train/train.csv"), trained.Folder.Read("input/data/validation/validation.csv"));
        folder.PutHyperparameters(("label", "ridership"), ("time_column", "date"), ("num_iterations", "100000"), ("early_stopping_round", "0"));
        using var process = Start(folder);
        await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal(CommandLine.Terminated, process.ExitCode);
        Assert.False(Directory.Exists(folder.Paths.Model));
    }

    [Fact]
    public async Task Train_CategoricalColumn_IsLearned()
    {
        var rows = Enumerable.Range(0, 400).Select(i => $"{(i % 2 == 0 ? "red" : "blue")},{i % 7},{(i % 2 == 0 ? 10 : 20)}").ToList();
        var csv = "colour,x,y\n" + string.Join('\n', rows);
        _folder.PutChannels(csv, csv);
        _folder.PutHyperparameters(("label", "y"));
        Assert.Equal(0, await _folder.RunAsync("train"));

        var scorer = Scorer.Load(ModelArtifact.ReadFolder(_folder.Paths.Model));
        double Predict(string colour)
        {
            var row = new double[scorer.Encoder.Features];
            Array.Fill(row, double.NaN);
            scorer.Encoder.Encode(0, System.Text.Encoding.UTF8.GetBytes(colour), row);
            return scorer.Predict(row)[0];
        }

        Assert.Equal(10, Predict("red"), 0.1);
        Assert.Equal(20, Predict("blue"), 0.1);
        Assert.True(double.IsFinite(Predict("green")));
    }

    [Fact]
    public async Task Model_ChangedAfterTraining_IsRefused()
    {
        var csv = "x,y\n" + string.Join('\n', Enumerable.Range(0, 100).Select(i => $"{i},{i}"));
        _folder.PutChannels(csv, csv);
        _folder.PutHyperparameters(("label", "y"));
        await _folder.RunAsync("train");
        _folder.Put("model/model.txt", _folder.Read("model/model.txt") + " ");

        var exception = Assert.Throws<JobFailedException>(() => ModelArtifact.ReadFolder(_folder.Paths.Model));
        Assert.Contains("model.txt does not have the SHA-256", exception.Message, StringComparison.Ordinal);
    }

    // A process of its own: nothing of this one's state, threads or allocations can be what makes the bytes equal.
    private async Task<string> TrainElsewhereAsync()
    {
        using var folder = new MlFolder();
        folder.PutChannels(trained.Folder.Read("input/data/train/train.csv"), trained.Folder.Read("input/data/validation/validation.csv"));
        folder.PutHyperparameters(Ridership.Hyperparameters);
        using var process = Start(folder);
        await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return ModelArtifact.ReadFolder(folder.Paths.Model).Hash;
    }

    private static Process Start(MlFolder folder)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Mlops.Algorithm"), "train") { RedirectStandardOutput = true };
        start.Environment["ML_ROOT"] = folder.Root;
        return Process.Start(start)!;
    }
}
