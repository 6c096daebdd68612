namespace Mlops.Algorithm.Csv;

/// <summary>All problems of one file, column and rule: how many, in which rows, and the first messages.</summary>
internal sealed class ProblemGroup(string file, string? column, string rule)
{
    private const int KeptMessages = 5;

    private readonly List<string> _messages = [];

    public string File => file;

    public string? Column => column;

    public string Rule => rule;

    public int Count { get; private set; }

    public RowRanges Rows { get; } = new();

    /// <summary>The first different messages.</summary>
    public IReadOnlyList<string> Messages => _messages;

    public void Add(long? row, string? message)
    {
        Count++;
        if (row is { } number)
        {
            Rows.Add(number);
        }

        if (message is not null && _messages.Count < KeptMessages && !_messages.Contains(message))
        {
            _messages.Add(message);
        }
    }

    /// <summary>Such as <c>column 'temp': 3 values are not numbers, rows 5, 9, 12 of incoming/a.csv</c>.</summary>
    public string Describe()
    {
        const int ShownRanges = 10;
        var subject = column is null ? "" : $"column '{column}': ";
        var rows = Rows.IsEmpty ? $" in {file}" : $", row{(Rows.Count == 1 ? "" : "s")} {Rows.Describe(ShownRanges)} of {file}";
        return subject + (Count == 1 && _messages.Count > 0 ? _messages[0] : DataRuleText.Broken(rule, Count)) + rows;
    }
}
