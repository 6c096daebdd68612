using Mlops.Algorithm.Learning;
using Mlops.Domain.Pipelines;

namespace Mlops.Algorithm.Tests.Scoring;

/// <summary>A model that LightGBM itself trained on random rows of numbers, missing values, zeros and categories; and rows to ask it, which hold what training never saw, too.</summary>
internal static class RandomModel
{
    public const int Features = 6;

    private const int Categorical = 5;
    private const int Categories = 40;

    private static readonly double[] Special =
        [0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e-36, -1e-36, 1e-35f, -1e-35f, 1e-35, 1e300, -1e301, double.Epsilon, 39, 40, 1000, 1e10, -1, -0.5, 2.7];

    public static byte[] Train(ProblemType problem, int seed, params (string Name, string Value)[] parameters)
    {
        var random = new Random(seed);
        var problems = new List<string>();
        var training = TrainingParameters.Parse(
            parameters.Select(p => KeyValuePair.Create(p.Name, p.Value)).Append(new("min_data_in_leaf", "3")).Append(new("min_data_per_group", "5")), problems, problem);
        Assert.Empty(problems);
        var layout = new FeatureLayout([.. Enumerable.Range(0, Features).Select(i => $"f{i}")], [Categorical]);
        return new GradientBoosting(training).Train(Table(random, problem, 600), Table(random, problem, 100), layout, TestContext.Current.CancellationToken).Text;
    }

    /// <summary>Rows like those of training, and as many of special values alone.</summary>
    public static double[] Rows(int seed, int count)
    {
        var random = new Random(seed);
        var rows = new double[count * Features];
        for (var i = 0; i < count; i++)
        {
            var row = rows.AsSpan(i * Features, Features);
            Fill(random, row);
            for (var feature = 0; i % 2 == 0 && feature < Features; feature++)
            {
                row[feature] = random.Next(2) == 0 ? Special[random.Next(Special.Length)] : row[feature];
            }
        }

        return rows;
    }

    private static FeatureMatrix Table(Random random, ProblemType problem, int rows)
    {
        var matrix = new FeatureMatrix(Features);
        Span<double> row = stackalloc double[Features];
        for (var i = 0; i < rows; i++)
        {
            Fill(random, row);
            var label = 2 + Present(row[0]) + (Present(row[1]) * Present(row[2])) + (Present(row[Categorical]) % 3) + random.NextDouble();
            row.CopyTo(matrix.AddRow(problem == ProblemType.Binary ? (label > 3.5 ? 1 : 0) : Math.Abs(label)));
        }

        return matrix;
    }

    // Of each kind of number some: rounded, as tables have them, half of them zero, tiny and huge ones.
    private static void Fill(Random random, Span<double> row)
    {
        row[0] = random.NextDouble();
        row[1] = Math.Round(random.NextDouble() * 4, 1) - 2;
        row[2] = random.Next(2) * random.NextDouble();
        row[3] = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-40, 40));
        row[4] = random.Next(5);
        row[Categorical] = random.Next(Categories);
        for (var i = 1; i < Features; i++)
        {
            row[i] = random.Next(8) == 0 ? double.NaN : row[i];
        }
    }

    private static double Present(double value) => double.IsNaN(value) ? 0.5 : value;
}
