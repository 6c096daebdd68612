using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Tests;

/// <summary>A page under docs/concepts: its tables and examples are what the templates are held against.</summary>
internal sealed partial class ContractPage(string text)
{
    public static ContractPage Retrain { get; } = Read("retrain.md");

    public static ContractPage Monitor { get; } = Read("monitor.md");

    public static ContractPage Approval { get; } = Read("approval.md");

    public string Text { get; } = text;

    /// <summary>The payloads that a table of functions gives as a list of members and nothing else.</summary>
    public IEnumerable<(string Handler, string Members)> Payloads => PayloadRow().Matches(Text).Select(row => (row.Groups[1].Value, row.Groups[2].Value));

    /// <summary>The functions' environment variables.</summary>
    public IEnumerable<(string Handler, IReadOnlyList<string> Variables)> Environment
        => from row in EnvironmentRow().Matches(Text) from handler in Quoted(row.Groups[1].Value) select (handler, Quoted(row.Groups[2].Value));

    /// <summary>What the table of names says of a thing, in the order of its names, for the pipeline <c>ridership</c>.</summary>
    public IReadOnlyList<string> Names(string thing)
        => Quoted(Regex.Match(Text, $@"^\| {Regex.Escape(thing)} \|(.*)\|$", RegexOptions.Multiline).Groups[1].Value.Replace("<pipeline>", "ridership", StringComparison.Ordinal));

    /// <summary>The first JSON object after a text.</summary>
    public JsonNode Example(string after)
    {
        var place = Text.IndexOf(after, StringComparison.Ordinal);
        Assert.True(place >= 0, $"The page has no '{after}'");
        var reader = new System.Text.Json.Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(Text[Text.IndexOf('{', place)..]));
        return JsonNode.Parse(ref reader)!;
    }

    private static ContractPage Read(string name) => new(File.ReadAllText(Path.Combine(RepositoryRoot.Find(AppContext.BaseDirectory)!, "docs/concepts", name)));

    private static IReadOnlyList<string> Quoted(string cell) => [.. QuotedText().Matches(cell).Select(each => each.Groups[1].Value)];

    [GeneratedRegex(@"^\| `([a-z-]+)` \| `\{([^}]*)\}`", RegexOptions.Multiline)]
    private static partial Regex PayloadRow();

    [GeneratedRegex(@"^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \|$", RegexOptions.Multiline)]
    private static partial Regex EnvironmentRow();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex QuotedText();
}
