using System.Diagnostics;
using System.Globalization;
using Mlops.Bench.Common;
using Mlops.Bench.Training;
using static Mlops.Bench.Common.BenchmarkPage;

if (args is not [var page, var data, var algorithm, var python, var scripts, var work, var rowsText, var roundsText]
    || !int.TryParse(rowsText, out var rows) || !int.TryParse(roundsText, out var rounds))
{
    Console.Error.WriteLine("Usage: Mlops.Bench.Training PAGE.md DATA.csv ALGORITHM PYTHON SCRIPTS WORK_FOLDER ROWS ROUNDS; bench/run.sh training passes these.");
    return 2;
}

const double EqualMetric = 0.05;
Dataset[] datasets = [Dataset.Ridership(data, work), Dataset.Synthetic(rows, work)];
Trainer own = new("this product", Own), sklearn = new("scikit-learn", set => Python(set, "sklearn")), xgboost = new("XGBoost", set => Python(set, "xgboost"));
Trainer[] all = [own, sklearn, xgboost];
foreach (var dataset in datasets)
{
    for (var round = -1; round < rounds; round++)
    {
        foreach (var trainer in all)
        {
            await trainer.RunAsync(dataset, isCounted: round >= 0);
        }
    }

    if (all.FirstOrDefault(trainer => own.Rmse(dataset) > trainer.Rmse(dataset) * (1 + EqualMetric)) is { } better)
    {
        throw new InvalidOperationException($"{dataset.Name}: this product's RMSE {own.Rmse(dataset)} is not {better.Name}'s {better.Rmse(dataset)}: times do not count.");
    }
}

Write(page, "training", string.Create(CultureInfo.InvariantCulture, $"""
    ## Training

    `bench/run.sh training`: `train` as the container runs it against scripts for scikit-learn (histogram gradient boosting) and XGBoost (`hist`), from CSV to a model on disk:
    the whole process, {Dataset.Trees} trees of {Dataset.Leaves} leaves each, the same features. RMSE on rows that none was fitted to; the bench fails when this product's is more than {EqualMetric:0%}
    above another's. Median of {rounds} after a first round that does not count, in which all take turns.

    {Row("data", "trainer", "seconds", "peak memory MiB", "RMSE", "time", "memory")}
    |---|---|---:|---:|---:|---:|---:|
    {string.Join('\n', datasets.SelectMany(dataset => all.Select(trainer => Line(dataset, trainer))))}

    The last two columns say how many times as much as this product. {Machine.Ask(python, "-c", "import platform,sklearn,xgboost,pandas;print('Python',platform.python_version()+', scikit-learn',sklearn.__version__+', XGBoost',xgboost.__version__+', pandas',pandas.__version__)")}; LightGBM 4.7.0; {Machine.Describe()}.
    """));
return 0;

ProcessStartInfo Own(Dataset dataset) => new(algorithm, ["train"]) { Environment = { ["ML_ROOT"] = dataset.Root } };

// The product's threads rest while they wait; theirs may too.
ProcessStartInfo Python(Dataset dataset, string kind) => new(python, [Path.Combine(scripts, "train.py"), kind, dataset.Root, $"{Dataset.Trees}", $"{Dataset.Leaves}", Dataset.Rate])
{
    Environment = { ["PYTHONPATH"] = Path.Combine(scripts, "..", "Common"), ["OMP_WAIT_POLICY"] = "passive" },
};

string Line(Dataset dataset, Trainer trainer)
{
    var (seconds, memory) = (trainer.Seconds(dataset).Median, trainer.Memory(dataset).Median);
    return Row(
        string.Create(CultureInfo.InvariantCulture, $"{dataset.Name}, {dataset.Rows:N0} rows"),
        trainer.Name,
        Number(seconds, "0.00"),
        Number(memory, "0"),
        Number(trainer.Rmse(dataset), "0.000"),
        Times(seconds, own.Seconds(dataset).Median),
        Times(memory, own.Memory(dataset).Median));
}
