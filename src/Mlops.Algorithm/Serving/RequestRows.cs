namespace Mlops.Algorithm.Serving;

/// <summary>Takes the rows of one request while they are read, and what is wrong with them. Rows are counted from 1.</summary>
internal abstract class RequestRows(RequestColumns columns)
{
    private const int ShownProblems = 10;
    private const int EnoughProblems = 100;

    private readonly List<string> _problems = [];
    private int _problemCount;

    public RequestColumns Columns => columns;

    public int Rows { get; private set; }

    public bool IsSound => _problemCount == 0;

    /// <summary>So much is wrong that reading on would only cost time.</summary>
    public bool IsHopeless => _problemCount >= EnoughProblems;

    /// <summary>What is wrong first; null when nothing is.</summary>
    public string? FirstProblem => _problems.Count > 0 ? _problems[0] : null;

    public void AddRow()
    {
        Rows++;
        StartRow();
    }

    /// <summary>Sets one value of the current row.</summary>
    public void Set(int column, ReadOnlySpan<byte> value)
    {
        if (SetValue(column, value) is { } problem)
        {
            AddProblem($"row {Rows}: column '{columns.Names[column]}' {problem}");
        }
    }

    public void AddProblem(string problem)
    {
        _problemCount++;
        if (_problems.Count < ShownProblems)
        {
            _problems.Add(problem);
        }
    }

    /// <summary>All problems in one sentence, the first ten in full.</summary>
    public string Describe() =>
        string.Join("; ", _problems) + (_problemCount > _problems.Count ? $"; and {(IsHopeless ? "at least " : "")}{_problemCount - _problems.Count} more" : "");

    /// <summary>Makes room for a row of missing values.</summary>
    protected abstract void StartRow();

    /// <summary>Takes a value of the current row; answers what is wrong with it, or null.</summary>
    protected abstract string? SetValue(int column, ReadOnlySpan<byte> value);
}
