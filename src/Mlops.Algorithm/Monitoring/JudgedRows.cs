using System.Runtime.InteropServices;
using System.Text;
using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Profiling;
using Mlops.Domain.Drift;

namespace Mlops.Algorithm.Monitoring;

/// <summary>Takes requests as they are read: profiles their rows, and keeps label and prediction of those whose truth is known. Nothing else is kept.</summary>
internal sealed class JudgedRows(RawColumns columns, KeyLayout layout, TruthTable truths)
{
    private const string Prediction = "prediction";

    private readonly RowProfiler _profiler = new(columns.Features, prediction: Prediction);
    private readonly TruthKey _key = new();
    private readonly List<JudgedRow> _rows = [];

    public long Rows { get; private set; }

    public IReadOnlyList<JudgedRow> WithTruth => _rows;

    public BaselineProfile Profile() => _profiler.Build();

    public void Add(CapturedCall call, CapturedRows rows, double[] predictions)
    {
        var id = Encoding.UTF8.GetBytes(call.InferenceId ?? "");
        var ordinals = new Dictionary<UInt128, int>();
        for (var row = 0; row < rows.Rows; row++)
        {
            Rows++;
            var time = columns.Time >= 0 && EventTime.TryParse(rows[row, columns.Time], out var parsed) ? parsed : (EventTime?)null;
            var month = _profiler.AddRow(time);
            for (var i = 0; i < columns.FeatureOf.Count; i++)
            {
                if (columns.FeatureOf[i] >= 0)
                {
                    _profiler.Add(columns.FeatureOf[i], month, rows[row, i]);
                }
            }

            _profiler.AddPrediction(month, predictions[row]);
            if (layout.Problem is null && Truth(rows, row, id, ordinals) is { } label)
            {
                _rows.Add(new JudgedRow(time?.Utc ?? call.Time?.UtcDateTime ?? default, new TruthRow(label, predictions[row])));
            }
        }
    }

    private double? Truth(CapturedRows rows, int row, byte[] id, Dictionary<UInt128, int> ordinals)
    {
        _key.Start();
        foreach (var column in layout.Columns)
        {
            _key.Add(column.Kind, column.Position < 0 ? id : rows[row, column.Position]);
        }

        if (_key.IsIncomplete)
        {
            return null;
        }

        var key = _key.Hash();
        return truths.Find(layout.HasInferenceId ? TruthKey.WithOrdinal(key, CollectionsMarshal.GetValueRefOrAddDefault(ordinals, key, out _)++) : key);
    }
}

/// <summary>When a row happened, what was predicted, and what came true.</summary>
internal readonly record struct JudgedRow(DateTime Time, TruthRow Truth);
