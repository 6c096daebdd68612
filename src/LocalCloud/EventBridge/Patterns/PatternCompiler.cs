using System.Text.Json;

namespace LocalCloud.EventBridge.Patterns;

/// <summary>
/// Reads a pattern's structure (objects, arrays of values, <c>$or</c>) into its alternatives: <c>$or</c> is multiplied out,
/// so that each alternative is a plain conjunction.
/// </summary>
internal static class PatternCompiler
{
    private const string Or = "$or";

    private const int MostAlternatives = 1000;

    /// <summary>Every operator of the language; <c>anything-but</c> takes some of the others in turn.</summary>
    public static IEnumerable<string> Operators =>
        [Or, .. MatchExpression.Operators, .. AnythingButExpression.Operators.Select(name => $"anything-but {name}")];

    public static IReadOnlyList<PatternRule> Compile(string text)
    {
        var reader = new PatternReader(text);
        if (reader.Next() != JsonTokenType.StartObject)
        {
            throw reader.Error("Filter is not an object");
        }

        var alternatives = ReadObject(ref reader, "", [new Alternative()], OrMembers(text));
        return [.. alternatives.Select(alternative => new PatternRule([.. alternative.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => new PatternField(field.Key, field.Value))]))];
    }

    private static List<Alternative> ReadObject(ref PatternReader reader, string path, List<Alternative> alternatives, Queue<bool> orMembers)
    {
        var empty = true;
        while (reader.Next() != JsonTokenType.EndObject)
        {
            empty = false;
            var name = reader.Text();
            if (name == Or && orMembers.Dequeue())
            {
                alternatives = ReadOr(ref reader, path, alternatives, orMembers);
                continue;
            }

            var step = path.Length == 0 ? name : $"{path}.{name}";
            switch (reader.Next())
            {
                case JsonTokenType.StartObject:
                    alternatives = ReadObject(ref reader, step, alternatives, orMembers);
                    break;
                case JsonTokenType.StartArray:
                    alternatives = Extend(alternatives, step, ReadValues(ref reader));
                    break;
                default:
                    throw reader.Error($"\"{name}\" must be an object or an array");
            }
        }

        return empty ? throw reader.Error("Empty objects are not allowed") : alternatives;
    }

    private static List<Alternative> ReadOr(ref PatternReader reader, string path, List<Alternative> before, Queue<bool> orMembers)
    {
        reader.Next();
        var alternatives = new List<Alternative>();
        while (reader.Next() != JsonTokenType.EndArray)
        {
            alternatives.AddRange(ReadObject(ref reader, path, before, orMembers));
            if (alternatives.Count > MostAlternatives)
            {
                throw reader.Error($"Rule is too complex - $or makes more than {MostAlternatives} combinations");
            }
        }

        return alternatives;
    }

    private static List<Alternative> Extend(List<Alternative> alternatives, string path, IReadOnlyList<ValuePattern> patterns) =>
        [.. alternatives.Select(alternative => new Alternative(alternative) { [path] = patterns })];

    private static List<ValuePattern> ReadValues(ref PatternReader reader)
    {
        var patterns = new List<ValuePattern>();
        while (reader.Next() != JsonTokenType.EndArray)
        {
            patterns.Add(reader.Token switch
            {
                JsonTokenType.StartObject => MatchExpression.Read(ref reader),
                JsonTokenType.String => ExactText(reader.Text()),
                JsonTokenType.Number => new ValuePattern.ExactNumber(PatternReader.TryNumber(reader.Raw), reader.Raw),
                JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null => new ValuePattern.Literal(reader.Raw),
                _ => throw reader.Error("Match value must be String, number, true, false, or null"),
            });
        }

        return patterns.Count == 0 ? throw reader.Error("Empty arrays are not allowed") : patterns;
    }

    private static ValuePattern ExactText(string text) =>
        IpRange.ParseAddress(text) is { } address ? new ValuePattern.ExactAddress(address) : new ValuePattern.ExactText(text);

    /// <summary>
    /// For every member named <c>$or</c>, in order, whether it is the operator: an array of two or more objects, none of
    /// which has an operator's name for a member. Otherwise it is a field of that name, as it was before the operator existed.
    /// </summary>
    private static Queue<bool> OrMembers(string text)
    {
        var found = new Queue<bool>();
        try
        {
            using var document = JsonDocument.Parse(text);
            Collect(document.RootElement, found);
        }
        catch (JsonException)
        {
            // The reader finds the same error and says where; until then, every $or counts as the operator.
            foreach (var _ in System.Text.RegularExpressions.Regex.Matches(text, @"""\$or"""))
            {
                found.Enqueue(true);
            }
        }

        return found;
    }

    private static void Collect(JsonElement node, Queue<bool> found)
    {
        if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in node.EnumerateArray())
            {
                Collect(item, found);
            }
        }
        else if (node.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in node.EnumerateObject())
            {
                if (member.Name == Or)
                {
                    found.Enqueue(IsOperator(member.Value));
                }

                Collect(member.Value, found);
            }
        }
    }

    private static bool IsOperator(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() >= 2 && value.EnumerateArray().All(item =>
            item.ValueKind == JsonValueKind.Object && !item.EnumerateObject().Any(member => MatchExpression.Operators.Contains(member.Name)));

    private sealed class Alternative : Dictionary<string, IReadOnlyList<ValuePattern>>
    {
        public Alternative()
            : base(StringComparer.Ordinal)
        {
        }

        public Alternative(Alternative other)
            : base(other, StringComparer.Ordinal)
        {
        }
    }
}
