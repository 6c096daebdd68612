using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Jobs;
using Mlops.Algorithm.Transforms;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Learning;

/// <summary>Reads prepared CSV files twice, streaming: once to fit the transform, once to encode. Prepared data has been checked, so here any problem fails the job.</summary>
internal static class TrainingTables
{
    private const int ShownProblems = 20;

    public static FeatureTransform Fit(IReadOnlyList<string> files, Hyperparameters hyperparameters, CancellationToken cancellationToken)
    {
        TransformFitter? fitter = null;
        IReadOnlyList<string> columns = [];
        var labels = hyperparameters.Problem == ProblemType.Binary ? new ClassProfile(hyperparameters.Label, hyperparameters.PositiveClass) : null;
        foreach (var file in files)
        {
            Read(file, table =>
            {
                columns = fitter is null ? table.Columns : columns;
                CheckColumns(table, columns, hyperparameters);
                fitter ??= new TransformFitter(columns, hyperparameters.Label, hyperparameters.TimeColumn);
                var label = Index(table, hyperparameters.Label);
                return problems =>
                {
                    fitter.Observe(table);
                    labels?.Observe(table.File, table.Row, table[label], problems);
                };
            }, cancellationToken);
        }

        var transform = fitter!.Fit() with { Classes = labels is null ? null : Classes(labels) };
        return transform.Columns.Count > 0 ? transform : throw new JobFailedException("The data has no column besides the label; there is nothing to learn from.");
    }

    private static BinaryClasses Classes(ClassProfile labels)
    {
        var problems = new ProblemLog();
        var classes = labels.Report(problems);
        return problems.Total == 0 && classes is not null
            ? classes
            : throw JobFailedException.FromProblems("The label does not have two classes:", [.. problems.Kept.Take(ShownProblems).Select(ProblemLog.Describe)]);
    }

    /// <summary>Encodes a table that has the transform's columns and the label, in any order.</summary>
    public static FeatureMatrix Encode(string file, FeatureTransform transform, CancellationToken cancellationToken)
    {
        var (encoder, labels) = (new RowEncoder(transform), new LabelReader(transform.Classes));
        var matrix = new FeatureMatrix(encoder.Features);
        Read(file, table =>
        {
            var columns = transform.Columns.Select(column => Index(table, column.Name)).ToArray();
            var label = Index(table, transform.Label);
            return problems => Encode(table, columns, (label, labels), encoder, matrix, problems);
        }, cancellationToken);
        return matrix.Rows > 0 ? matrix : throw new JobFailedException($"{Path.GetFileName(file)} holds no rows.");
    }

    private static void Encode(CsvTable table, int[] columns, (int Column, LabelReader Reader) labels, RowEncoder encoder, FeatureMatrix matrix, ProblemLog problems)
    {
        if (!labels.Reader.TryRead(table[labels.Column], out var label))
        {
            problems.Add(labels.Reader.Rule, table.File, table.Row, encoder.Label, labels.Reader.Problem(table[labels.Column]));
        }

        var row = matrix.AddRow(label);
        for (var i = 0; i < columns.Length; i++)
        {
            if (encoder.Encode(i, table[columns[i]], row) is { } problem)
            {
                problems.Add(encoder.Columns[i].Kind == ColumnKind.Time ? DataRules.Time : DataRules.Number, table.File, table.Row, encoder.Columns[i].Name, problem);
            }
        }
    }

    private static int Index(CsvTable table, string column)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (table.Columns[i] == column)
            {
                return i;
            }
        }

        throw new JobFailedException($"{table.File} has no column '{column}', which the model needs.");
    }

    private static void CheckColumns(CsvTable table, IReadOnlyList<string> columns, Hyperparameters hyperparameters)
    {
        if (!table.Columns.SequenceEqual(columns))
        {
            throw new JobFailedException($"{table.File} has other columns than the channel before it.");
        }

        foreach (var column in new[] { hyperparameters.Label, hyperparameters.TimeColumn }.OfType<string>())
        {
            Index(table, column);
        }
    }

    private static void Read(string path, Func<CsvTable, Action<ProblemLog>> start, CancellationToken cancellationToken)
    {
        var problems = new ProblemLog();
        using (var table = CsvTable.Open(File.OpenRead(path), Path.GetFileName(path), problems))
        {
            var observe = table is null ? null : start(table);
            while (table is not null && table.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                observe!(problems);
            }
        }

        if (problems.Total > 0)
        {
            throw JobFailedException.FromProblems(
                $"{Path.GetFileName(path)} has {problems.Total} problems:", [.. problems.Kept.Take(ShownProblems).Select(ProblemLog.Describe)]);
        }
    }
}
