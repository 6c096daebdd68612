using System.Collections.Concurrent;
using System.Text;

namespace Clients.Support;

/// <summary>Which client has done which step, as a table.</summary>
internal sealed class Matrix
{
    private readonly ConcurrentDictionary<(string Step, string Client), string> _results = new();

    public void Note(string step, string client, string result) => _results[(step, client)] = result;

    public string Table(IReadOnlyList<string> clients, IEnumerable<string> steps)
    {
        var table = new StringBuilder()
            .Append("| step | ").AppendJoin(" | ", clients).Append(" |\n")
            .Append("|---|").AppendJoin("|", clients.Select(_ => "---")).Append("|\n");
        foreach (var step in steps)
        {
            table.Append("| ").Append(step).Append(" | ")
                .AppendJoin(" | ", clients.Select(client => _results.GetValueOrDefault((step, client), "–"))).Append(" |\n");
        }

        return table.ToString();
    }

    public bool IsEmpty => _results.IsEmpty;
}
