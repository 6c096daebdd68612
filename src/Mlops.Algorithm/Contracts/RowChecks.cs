using System.Text.Unicode;
using Mlops.Algorithm.Csv;
using Mlops.Domain.Contracts;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Contracts;

/// <summary>Holds a row against the contract and against the rules of every row: text is UTF-8, time and label can be read. Nothing is allocated for a row that obeys.</summary>
internal sealed class RowChecks
{
    private readonly DataContract _contract;
    private readonly RuleAction _malformed;
    private readonly bool _isBinary;
    private readonly int _time;
    private readonly int _label;
    private readonly ColumnCheck?[] _checks;
    private readonly double[] _numbers;
    private readonly (int Left, int Right, ComparisonContract Rule)[] _comparisons;
    private readonly SeenKeys[] _keys;
    private readonly List<int> _missing = [];

    public RowChecks(DataContract contract, ProblemDefinition problem, IReadOnlyList<string> columns)
    {
        (_contract, _malformed, _isBinary) = (contract, contract.Malformed.ToAction(), problem.Type == ProblemType.Binary);
        var index = columns.Index().ToDictionary(column => column.Item, column => column.Index);
        _time = problem.TimeColumn is { } time ? index.GetValueOrDefault(time, -1) : -1;
        _label = index.GetValueOrDefault(problem.Label, -1);
        _checks = [.. columns.Select(name => contract.Columns.ContainsKey(name) ? new ColumnCheck(contract, name, name == problem.Label) : null)];
        _numbers = new double[columns.Count];
        Columns = columns;
        // A rule about a column that no file has is about nothing.
        _comparisons = [.. contract.Compare.Where(rule => index.ContainsKey(rule.Left) && index.ContainsKey(rule.Right)).Select(rule => (index[rule.Left], index[rule.Right], rule))];
        IEnumerable<IReadOnlyList<string>> keys = contract.Columns.Where(column => column.Value.Unique).Select(column => (IReadOnlyList<string>)[column.Key]);
        _keys = [.. keys.Append(contract.Key).Where(key => key.Count > 0 && key.All(index.ContainsKey)).Select(key => new SeenKeys([.. key.Select(name => index[name])]))];
        Missing = new long[columns.Count];
    }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>How many values of each column are missing in the rows that were kept since it was cleared.</summary>
    public long[] Missing { get; }

    public IReadOnlyList<SeenKeys> Keys => _keys;

    /// <summary>True where the contract says that the column holds numbers: then none of its values is left to guess.</summary>
    public bool IsNumber(int column) => _checks[column]?.Column.Type is ColumnType.Number or ColumnType.Integer;

    public void Check(CsvTable table, int[] positions, RowReasons reasons, out EventTime time)
    {
        time = default;
        _missing.Clear();
        for (var i = 0; i < positions.Length; i++)
        {
            var value = positions[i] < 0 ? default : table[positions[i]];
            if (IsReadable(table, i, value, reasons, ref time))
            {
                Judge(table, i, value, reasons);
            }
        }

        foreach (var (left, right, rule) in _comparisons)
        {
            if (!reasons.IsBad && !rule.Is.Holds(_numbers[left], _numbers[right]))
            {
                var message = $"{CsvValue.Excerpt(table[positions[left]])} is not {rule.Is.Words()} {rule.Right}, {CsvValue.Excerpt(table[positions[right]])}";
                reasons.Add(rule.Action ?? _contract.Action, DataRules.Comparison, table.File, table.Row, rule.Left, message);
            }
        }

        // Last, and only for rows that stay so far: what is dropped must not take the key from a good row, so that none is taken before all were asked.
        foreach (var key in reasons.IsBad ? [] : _keys)
        {
            CheckKey(table, positions, key, reasons);
        }
    }

    /// <summary>Says that the row that was just checked stays.</summary>
    public void KeepRow()
    {
        foreach (var column in _missing)
        {
            Missing[column]++;
        }

        foreach (var key in _keys)
        {
            key.Keep();
        }
    }

    // A row without a key is equal to no other: whether it may lack one is for "required" to say.
    private void CheckKey(CsvTable table, int[] positions, SeenKeys key, RowReasons reasons)
    {
        foreach (var column in key.Columns)
        {
            if (positions[column] < 0 || CsvValue.IsMissingNumber(table[positions[column]]))
            {
                key.Pass();
                return;
            }
        }

        foreach (var column in key.Columns)
        {
            key.Append(table[positions[column]]);
        }

        if (!key.IsNew())
        {
            var isColumn = key.Columns.Count == 1;
            var action = isColumn ? _checks[key.Columns[0]]!.Action : _contract.Action;
            var names = string.Join(", ", key.Columns.Select(column => Columns[column]));
            reasons.Add(action, DataRules.Unique, table.File, table.Row, names, "an earlier row has the same value" + (isColumn ? "" : "s"));
        }
    }

    private bool IsReadable(CsvTable table, int column, ReadOnlySpan<byte> value, RowReasons reasons, ref EventTime time)
    {
        var (rule, message) = ("", "");
        if (!Utf8.IsValid(value))
        {
            (rule, message) = (DataRules.Encoding, "is not UTF-8 text");
        }
        else if (column == _time && !EventTime.TryParse(value, out time))
        {
            (rule, message) = (DataRules.Time, ValueProblem.NotATime(value));
        }
        else if (column == _label && !_isBinary && !CsvValue.TryParseNumber(value, out _))
        {
            (rule, message) = (DataRules.Label, $"the label {CsvValue.Excerpt(value)} is not a number");
        }
        else if (column == _label && _isBinary && CsvValue.IsMissingNumber(value))
        {
            (rule, message) = (DataRules.Class, "the label is missing");
        }
        else
        {
            return true;
        }

        _numbers[column] = double.NaN;
        reasons.Add(_malformed, rule, table.File, table.Row, Columns[column], message);
        return false;
    }

    private void Judge(CsvTable table, int column, ReadOnlySpan<byte> value, RowReasons reasons)
    {
        if (_checks[column] is not { } check)
        {
            return;
        }

        var cell = CellReader.Read(check.Column.Type, value);
        _numbers[column] = cell.Number;
        if (cell.IsMissing)
        {
            _missing.Add(column);
        }

        if (check.Judge(cell) is { } broken)
        {
            reasons.Add(broken.Action, broken.Rule, table.File, table.Row, check.Name, Message(broken.Rule, check.Column, value));
        }
    }

    private static string Message(string rule, ColumnContract column, ReadOnlySpan<byte> value) => rule switch
    {
        DataRules.Required => "is missing",
        DataRules.Type => $"{CsvValue.Excerpt(value)} is not {CellReader.Words(column.Type)}",
        DataRules.Range => $"{CsvValue.Excerpt(value)} is not {RangeWords.Of(column)}",
        _ => $"{CsvValue.Excerpt(value)} is not a known value",
    };
}
