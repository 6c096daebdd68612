namespace Architecture;

/// <summary>The lines <c>- [x] feature — `Test`</c> of a page, each with the heading that it stands under.</summary>
internal sealed record FeaturePage(IReadOnlyList<FeatureLine> Lines)
{
    private const string Mark = "- [x] ";

    public static FeaturePage Read(string path)
    {
        var lines = new List<FeatureLine>();
        var group = "";
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith('#'))
            {
                group = line.TrimStart('#', ' ');
            }
            else if (line.StartsWith(Mark, StringComparison.Ordinal))
            {
                lines.Add(line[Mark.Length..].Split(" — ") is [var feature, var test]
                    ? new FeatureLine(group, feature, test.Trim('`'))
                    : throw new FormatException($"{path}: no test behind a dash: {line}"));
            }
        }

        return new FeaturePage(lines);
    }
}

/// <summary>A feature as the page has it, and the test that shows it as <c>Class.Method</c>.</summary>
internal sealed record FeatureLine(string Group, string Feature, string Test);
