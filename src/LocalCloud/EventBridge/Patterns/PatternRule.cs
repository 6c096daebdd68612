namespace LocalCloud.EventBridge.Patterns;

/// <summary>
/// One alternative of a pattern: every path has a value that one of its patterns matches, and the values that were chosen
/// can stand together, that is, no two of them are of different elements of one array. Paths are taken in ordinal order, as
/// AWS's matcher does.
/// </summary>
internal sealed record PatternRule(IReadOnlyList<PatternField> Fields)
{
    public bool Matches(FlatEvent anEvent) => Matches(anEvent, 0, []);

    private bool Matches(FlatEvent anEvent, int index, Dictionary<int, int> chosenElements)
    {
        if (index == Fields.Count)
        {
            return true;
        }

        var (path, patterns) = Fields[index];
        var possible = anEvent.At(path)
            .Select(value => (value, joined: Join(chosenElements, value.Elements)))
            .Where(choice => choice.joined is not null)
            .ToList();
        if (possible.Count == 0)
        {
            // Absent from the array elements chosen so far is absent.
            return patterns.Any(pattern => pattern is ValuePattern.Absent) && Matches(anEvent, index + 1, chosenElements);
        }

        return possible.Any(choice =>
            patterns.Any(pattern => pattern.Matches(choice.value)) && Matches(anEvent, index + 1, choice.joined!));
    }

    /// <summary>Both choices of array elements as one, or null when they disagree about an array.</summary>
    private static Dictionary<int, int>? Join(Dictionary<int, int> chosen, IReadOnlyList<ArrayElement> more)
    {
        if (more.Count == 0)
        {
            return chosen;
        }

        var joined = new Dictionary<int, int>(chosen);
        foreach (var (array, element) in more)
        {
            if (!joined.TryAdd(array, element) && joined[array] != element)
            {
                return null;
            }
        }

        return joined;
    }
}

/// <summary>A path, its steps joined by dots, and the patterns of which one has to match.</summary>
internal sealed record PatternField(string Path, IReadOnlyList<ValuePattern> Patterns);
