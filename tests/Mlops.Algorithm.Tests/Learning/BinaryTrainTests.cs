using System.Globalization;
using Mlops.Algorithm.Learning;
using Mlops.Algorithm.Scoring;
using Mlops.Algorithm.Tests.Testing;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Tests.Learning;

public sealed class BinaryTrainTests(TrainedFlights trained) : IDisposable
{
    private readonly MlFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_Flights_PrintsMetricsForSageMakersRegularExpressions()
    {
        var lines = trained.Folder.Output.ToString().Split('\n');

        Assert.All(["auc", "binary_logloss"], metric => Assert.Contains(lines, line => line.StartsWith($"validation:{metric}=", StringComparison.Ordinal)));
        Assert.InRange(Printed(trained.Folder, "validation:auc"), 0.6, 1);
    }

    [Fact]
    public void Train_Flights_KeepsClassesAndThresholdInTheModel()
    {
        Assert.Equal((new BinaryClasses("late", "on-time"), Printed(trained.Folder, "threshold")), (trained.Scorer.Classes, trained.Scorer.Threshold));
        Assert.InRange(trained.Scorer.Threshold, 0.05, 0.6);
    }

    [Fact]
    public async Task Train_SameInputs_GivesTheSameBytes()
    {
        await TrainAsync(trained.Folder.Read("input/data/train/train.csv"), trained.Folder.Read("input/data/validation/validation.csv"), Flights.Hyperparameters);

        Assert.Equal(trained.Scorer.Hash, ModelArtifact.ReadFolder(_folder.Paths.Model).Hash);
    }

    [Fact]
    public async Task Train_ThresholdStated_IsTheModels()
    {
        await TrainAsync(Table(), Table(), [("problem", "binary"), ("label", "y"), ("positive_class", "yes"), ("threshold", "0.75")]);

        Assert.Equal(0.75, ModelArtifact.ReadFolder(_folder.Paths.Model).Transform.Threshold);
    }

    [Theory]
    [InlineData("binary_logloss")]
    [InlineData("auc")]
    public async Task Train_EarlyStopping_LearnsByEitherMetric(string metric)
    {
        await TrainAsync(Table(), Table(), [("problem", "binary"), ("label", "y"), ("positive_class", "yes"), ("metric", metric), ("early_stopping_round", "5")]);

        Assert.InRange(Printed(_folder, "validation:auc"), 0.99, 1);
    }

    [Fact]
    public async Task Train_MissingValuesAndUnseenCategories_HaveAProbability()
    {
        await TrainAsync(Table(), Table(), [("problem", "binary"), ("label", "y"), ("positive_class", "yes")]);

        var scorer = Scorer.Load(ModelArtifact.ReadFolder(_folder.Paths.Model));
        double Predict(string colour)
        {
            var row = new double[scorer.Encoder.Features];
            Array.Fill(row, double.NaN);
            scorer.Encoder.Encode(0, System.Text.Encoding.UTF8.GetBytes(colour), row);
            return scorer.Predict(row)[0];
        }

        Assert.True(Predict("red") > 0.9 && Predict("blue") < 0.1, $"{Predict("red")} {Predict("blue")}");
        Assert.All(["green", ""], colour => Assert.InRange(Predict(colour), 0, 1));
    }

    [Theory]
    [InlineData("positive_class", "perhaps", "problem.positiveClass is 'perhaps', and the labels are 'no' and 'yes'")]
    [InlineData("threshold", "1.5", "hyperparameter 'threshold' must be a probability above 0 and below 1, not '1.5'")]
    [InlineData("objective", "regression", "hyperparameter 'objective' must be one of binary, not 'regression'")]
    [InlineData("metric", "l2", "hyperparameter 'metric' must be one of binary_logloss, auc, not 'l2'")]
    public async Task Train_HyperparameterThatDoesNotFit_FailsWithTheReason(string name, string value, string reason)
    {
        _folder.PutChannels(Table(), Table());
        _folder.PutHyperparameters([("problem", "binary"), ("label", "y"), .. name == "positive_class" ? [] : new[] { ("positive_class", "yes") }, (name, value)]);

        Assert.Equal(1, await _folder.RunAsync("train"));
        Assert.Contains(reason, _folder.Read("output/failure"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_ParameterOfClassesForARegression_IsRefused()
    {
        _folder.PutChannels("x,y\n1,2\n", "x,y\n1,2\n");
        _folder.PutHyperparameters(("label", "y"), ("is_unbalance", "true"));

        Assert.Equal(1, await _folder.RunAsync("train"));
        Assert.Contains("hyperparameter 'is_unbalance' cannot be set", _folder.Read("output/failure"), StringComparison.Ordinal);
    }

    private static string Table() =>
        "colour,x,y\n" + string.Concat(Enumerable.Range(0, 400).Select(i => $"{(i % 2 == 0 ? "red" : "blue")},{(i % 11 == 0 ? "" : $"{i % 7}")},{(i % 2 == 0 ? "yes" : "no")}\n"));

    private static double Printed(MlFolder folder, string name) => double.Parse(
        folder.Output.ToString().Split('\n').Single(line => line.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..], CultureInfo.InvariantCulture);

    private async Task TrainAsync(string train, string validation, (string Name, string Value)[] hyperparameters)
    {
        _folder.PutChannels(train, validation);
        _folder.PutHyperparameters(hyperparameters);
        using var error = new StringWriter();
        Assert.True(await _folder.RunAsync("train", error) == 0, error.ToString());
    }
}
