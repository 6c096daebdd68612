using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Csv;

/// <summary>
/// Infers over all values of one column whether it is numeric. A column that is numbers but for a few values is numeric and those
/// values are mistakes: calling it categorical would hide a typo and cost the model its number.
/// </summary>
internal sealed class ColumnProfile(string name)
{
    private const double NumericShare = 0.95;
    private const int KeptExceptions = ProblemLog.Capacity;
    private const int KeptPlaces = 100_000;

    private readonly List<(string File, long Row, string Excerpt)> _texts = [];
    private readonly List<(string File, long Row)> _moreTexts = [];
    private long _numbers;
    private int _textCount;

    public string Name => name;

    public ColumnKind Kind =>
        _textCount == 0 || _numbers >= NumericShare * (_numbers + _textCount) ? ColumnKind.Numeric : ColumnKind.Categorical;

    /// <summary>What the column holds where it may be the time or the label of a problem.</summary>
    public ColumnKind KindIn(ProblemDefinition problem) => name == problem.TimeColumn ? ColumnKind.Time : name == problem.Label ? ColumnKind.Numeric : Kind;

    /// <summary>Takes over what was observed of the same column elsewhere.</summary>
    public void Absorb(ColumnProfile other)
    {
        _numbers += other._numbers;
        _textCount += other._textCount;
        var fits = KeptExceptions - _texts.Count;
        _texts.AddRange(other._texts.Take(fits));
        _moreTexts.AddRange(other._texts.Skip(fits).Select(text => (text.File, text.Row)).Concat(other._moreTexts).Take(KeptPlaces - _moreTexts.Count));
    }

    public void Observe(string file, long row, ReadOnlySpan<byte> field)
    {
        if (CsvValue.TryParseNumber(field, out _))
        {
            _numbers++;
            return;
        }

        if (CsvValue.IsMissingNumber(field))
        {
            return;
        }

        _textCount++;
        if (_texts.Count < KeptExceptions)
        {
            _texts.Add((file, row, CsvValue.Excerpt(field)));
        }
        else if (_moreTexts.Count < KeptPlaces)
        {
            _moreTexts.Add((file, row));
        }
    }

    /// <summary>Reports the values that are no numbers when the column as a whole is numeric.</summary>
    public void Report(ProblemLog problems)
    {
        if (Kind == ColumnKind.Numeric)
        {
            foreach (var (file, row, excerpt) in _texts)
            {
                problems.Add(DataRules.Number, file, row, name, $"{excerpt} is not a number");
            }

            foreach (var (file, row) in _moreTexts)
            {
                problems.AddUnlisted(DataRules.Number, file, row, name);
            }

            problems.AddUnlisted(_textCount - _texts.Count - _moreTexts.Count);
        }
    }
}
