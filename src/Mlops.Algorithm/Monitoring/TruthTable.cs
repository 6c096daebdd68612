using System.Runtime.InteropServices;
using Mlops.Algorithm.Csv;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Monitoring;

/// <summary>The labels that came true, by key. A newer file's truth replaces an older one's; two different ones in one file are ambiguous and count for none.</summary>
internal sealed class TruthTable(KeyLayout layout, string label, LabelReader reader)
{
    private readonly Dictionary<UInt128, Truth> _truths = [];
    private readonly ProblemLog _problems = new();
    private readonly TruthKey _key = new();
    private readonly Dictionary<UInt128, Truth> _ofFile = [];

    public int Files { get; private set; }

    public long Rows { get; private set; }

    /// <summary>Rows without a label or without a key: nothing came true for them yet.</summary>
    public long Incomplete { get; private set; }

    public int Keys => _truths.Count;

    public int AmbiguousKeys => _truths.Values.Count(truth => truth.IsAmbiguous);

    public ProblemLog Problems => _problems;

    /// <summary>Reads one file; call it for the oldest first.</summary>
    public void Read(string path, string name, CancellationToken cancellationToken)
    {
        Files++;
        _ofFile.Clear();
        using var table = CsvTable.Open(File.OpenRead(path), name, _problems);
        if (table is null)
        {
            return;
        }

        string[] wanted = [.. layout.Columns.Select(column => column.Name), label];
        var positions = wanted.Select(column => table.Columns.ToList().IndexOf(column)).ToArray();
        foreach (var (_, missing) in positions.Zip(wanted).Where(found => found.First < 0))
        {
            _problems.Add(DataRules.Columns, name, null, missing, "the header does not name this column, which is needed to find the truth of a request");
        }

        var ordinals = new Dictionary<UInt128, int>();
        while (positions.All(position => position >= 0) && table.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add(table, positions, ordinals);
        }

        Keep(table);
    }

    /// <summary>The truth of a key; null when none is known or it is ambiguous.</summary>
    public double? Find(UInt128 key) => _truths.TryGetValue(key, out var truth) && !truth.IsAmbiguous ? truth.Label : null;

    // The n-th truth of an id is that of the request's n-th row: after a row that is missing, all would be another row's.
    private void Keep(CsvTable table)
    {
        if (layout.HasInferenceId && table.HasBrokenRows)
        {
            _problems.Add(DataRules.Shape, table.File, null, null, "has broken rows, so that its truths may belong to other rows of their requests; none of the file counts");
            return;
        }

        foreach (var (key, truth) in _ofFile)
        {
            _truths[key] = truth;
        }
    }

    private void Add(CsvTable table, int[] positions, Dictionary<UInt128, int> ordinals)
    {
        Rows++;
        _key.Start();
        for (var i = 0; i < layout.Columns.Count; i++)
        {
            _key.Add(layout.Columns[i].Kind, table[positions[i]]);
        }

        var value = table[positions[^1]];
        if (_key.IsIncomplete || CsvValue.IsMissingNumber(value))
        {
            Incomplete++;
        }
        else if (reader.TryRead(value, out var number))
        {
            Add(table, number, ordinals);
            return;
        }
        else
        {
            _problems.Add(reader.Rule, table.File, table.Row, label, $"the label {reader.Problem(value)}");
        }

        if (layout.HasInferenceId && !_key.IsIncomplete)
        {
            // A row without a truth keeps its place in the order of its request.
            CollectionsMarshal.GetValueRefOrAddDefault(ordinals, _key.Hash(), out _)++;
        }
    }

    private void Add(CsvTable table, double number, Dictionary<UInt128, int> ordinals)
    {
        var key = _key.Hash();
        if (layout.HasInferenceId)
        {
            key = TruthKey.WithOrdinal(key, CollectionsMarshal.GetValueRefOrAddDefault(ordinals, key, out _)++);
        }

        ref var truth = ref CollectionsMarshal.GetValueRefOrAddDefault(_ofFile, key, out var exists);
        var differs = exists && truth.Label != number;
        if (differs && !truth.IsAmbiguous)
        {
            _problems.Add("key", table.File, table.Row, null, "has the key of an earlier row and another label; neither counts. Name more columns in monitor.groundTruth.key to tell them apart");
        }

        truth = new Truth(number, truth.IsAmbiguous || differs);
    }

    private readonly record struct Truth(double Label, bool IsAmbiguous);
}
