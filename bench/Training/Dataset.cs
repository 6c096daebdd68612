using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Mlops.Bench.Training;

/// <summary>A container's <c>/opt/ml</c> with two channels, which all trainers read.</summary>
internal sealed record Dataset(string Name, string Root, int Rows)
{
    public const int Trees = 200;
    public const int Leaves = 31;
    public const string Rate = "0.05";

    private const int Days = 365;
    private const int Numbers = 12;

    /// <summary>The sample data: all years but the last two, and the last two to measure with.</summary>
    public static Dataset Ridership(string file, string work)
    {
        var lines = File.ReadAllLines(file);
        var cut = lines.Length - (2 * Days);
        var dataset = new Dataset("Chicago ridership, real", Path.Combine(work, "ridership"), cut - 1);
        return dataset.Write([lines[0], .. lines[1..cut]], [lines[0], .. lines[cut..]]);
    }

    /// <summary>Made-up rows of a few numbers, of which some matter and interact, with noise.</summary>
    public static Dataset Synthetic(int rows, string work)
    {
        var random = new Random(1);
        var header = "date,ridership," + string.Join(',', Enumerable.Range(0, Numbers).Select(column => $"x{column}"));
        return new Dataset("synthetic", Path.Combine(work, "synthetic"), rows)
            .Write(Make(header, rows, random), Make(header, rows / 5, random));
    }

    private static IEnumerable<string> Make(string header, int rows, Random random)
    {
        yield return header;
        var start = new DateOnly(2001, 1, 1);
        var x = new double[Numbers];
        for (var row = 0; row < rows; row++)
        {
            var day = start.AddDays((int)((long)row * Days * 9 / rows));
            for (var column = 0; column < Numbers; column++)
            {
                x[column] = Math.Round(random.NextDouble() * 10, 3);
            }

            var label = (3 * Math.Sin(x[0])) + (x[1] * x[2] / 10) + (x[3] > 5 ? 4 : 0) + Math.Sqrt(x[4]) + ((int)day.DayOfWeek * 0.5) + random.NextDouble();
            var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd},{label:0.0000}");
            foreach (var value in x)
            {
                text.Append(',').Append(value.ToString(CultureInfo.InvariantCulture));
            }

            yield return text.ToString();
        }
    }

    private Dataset Write(IEnumerable<string> train, IEnumerable<string> validation)
    {
        Write("input/data/train/train.csv", train);
        Write("input/data/validation/validation.csv", validation);
        Write("input/config/hyperparameters.json", [JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["problem"] = "regression",
            ["label"] = "ridership",
            ["time_column"] = "date",
            ["seed"] = "1",
            ["early_stopping_round"] = "0",
            ["num_iterations"] = Trees.ToString(CultureInfo.InvariantCulture),
            ["num_leaves"] = Leaves.ToString(CultureInfo.InvariantCulture),
            ["learning_rate"] = Rate,
        })]);
        return this;
    }

    private void Write(string path, IEnumerable<string> lines)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, string.Join('\n', lines) + "\n");
    }
}
