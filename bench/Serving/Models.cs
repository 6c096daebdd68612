using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Mlops.Bench.Serving;

/// <summary>The same data and the same number and size of trees for all: what is trained, and the rows that are asked for.</summary>
internal sealed class Models
{
    public const int Trees = 200;
    public const int Leaves = 31;
    private const string Rate = "0.05";
    private const int FirstAskedYear = 2009;

    private readonly string[] _lines;

    public Models(string data, string work)
    {
        _lines = System.IO.File.ReadAllLines(data);
        Root = Path.Combine(work, "ml");
        if (Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }

        Write("input/data/train/train.csv", Csv(row => Year(row) < FirstAskedYear - 1));

        // Training keeps the trees up to the least loss on these rows; on rows that it learns from, each tree lessens it, so that all trees are served as the others' are.
        Write("input/data/validation/validation.csv", Csv(row => Year(row) < FirstAskedYear - 1));
        Write("input/config/hyperparameters.json", JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["problem"] = "regression",
            ["label"] = "ridership",
            ["time_column"] = "date",
            ["seed"] = "1",
            ["early_stopping_round"] = "0",
            ["num_iterations"] = Trees.ToString(CultureInfo.InvariantCulture),
            ["num_leaves"] = Leaves.ToString(CultureInfo.InvariantCulture),
            ["learning_rate"] = Rate,
        }));
    }

    /// <summary>The container's <c>/opt/ml</c>.</summary>
    public string Root { get; }

    public string File(string name) => Path.Combine(Root, name);

    /// <summary>The first rows that no model has seen, without header and label; a file for the load and its text.</summary>
    public (string File, string Rows) Question(int rows)
    {
        var text = string.Concat(_lines[1..].Where(row => Year(row) >= FirstAskedYear).Take(rows).Select(row => string.Join(',', row.Split(',').Where((_, column) => column != 1)) + "\n"));
        return (Write($"rows-{rows}.csv", text), text);
    }

    public void TrainOwn(string algorithm) => Run(algorithm, ["train"], new() { ["ML_ROOT"] = Root });

    public void Fit(string python, string scripts, string kind) => Run(
        python,
        [Path.Combine(scripts, "fit.py"), kind, File("input/data/train/train.csv"), $"{Trees}", $"{Leaves}", Rate, File(kind + ".pickle")],
        new() { ["PYTHONPATH"] = Path.Combine(scripts, "..", "Common") });

    private static void Run(string command, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true };
        environment.ToList().ForEach(variable => start.Environment[variable.Key] = variable.Value);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command} does not start.");
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    private string Csv(Func<string, bool> isWanted) => string.Join('\n', _lines[1..].Where(isWanted).Prepend(_lines[0])) + "\n";

    private string Write(string path, string text)
    {
        var file = File(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllText(file, text);
        return file;
    }

    private static int Year(string row) => int.Parse(row.AsSpan(0, 4), CultureInfo.InvariantCulture);
}
