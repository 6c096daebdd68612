namespace Mlops.Algorithm.Serving;

/// <summary>The raw columns of a request in training order, and the label, which a request may have but need not.</summary>
internal sealed class RequestColumns
{
    private readonly Dictionary<string, int> _positions;

    public RequestColumns(IReadOnlyList<string> names, string label)
    {
        (Names, Label) = (names, label);
        _positions = names.Index().ToDictionary(column => column.Item, column => column.Index, StringComparer.Ordinal);
    }

    public IReadOnlyList<string> Names { get; }

    public string Label { get; }

    /// <summary>The position of a raw column; -1 when the model does not know it.</summary>
    public int IndexOf(string column) => _positions.GetValueOrDefault(column, -1);
}
