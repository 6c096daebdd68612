using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Parsing;

/// <summary>
/// Reads the fields of one JSON object of a definition: every wrong type, every missing field and (in <see cref="Finish"/>)
/// every unknown field becomes a located problem, and reading goes on with a harmless value.
/// </summary>
internal sealed class FieldReader(JsonObject source, string location, ICollection<Problem> problems)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public string Location { get; } = location;

    public string At(string field) => Location == "/" ? "/" + field : $"{Location}/{field}";

    public void Report(string place, string message) => problems.Add(new Problem(Problem.Schema, place, message));

    public bool Has(string field) => source.ContainsKey(field);

    public JsonNode? Node(string field)
    {
        _known.Add(field);
        return source[field];
    }

    /// <summary>Reports the missing ones of the required fields in one problem, as AWS does.</summary>
    public void Require(params string[] fields)
    {
        var missing = fields.Where(field => !Has(field)).ToList();
        if (missing.Count > 0)
        {
            Report(Location, $"These fields are required: [{string.Join(", ", missing)}]");
        }
    }

    public void OnlyOneOf(string first, string second)
    {
        if (Has(first) && Has(second))
        {
            Know(first, second);
            Report(Location, $"A state may have only one of [\"{first}\", \"{second}\"]");
        }
    }

    /// <summary>Marks fields that are reported otherwise, so that they are not reported as unknown too.</summary>
    public void Know(params IEnumerable<string> fields) => _known.UnionWith(fields);

    public string? Text(string field) => Read(field, JsonValues.AsString, "a string");

    public bool? Flag(string field) => Read(field, node => JsonValues.AsBoolean(node), "a boolean");

    public int? Whole(string field, int min, int max) =>
        Read(field, node => JsonValues.AsLong(node) is { } number && number >= min && number <= max ? (int?)number : null,
            $"an integer from {min} to {max}");

    public double? Number(string field, double min) =>
        Read(field, node => JsonValues.AsDouble(node) is { } number && number >= min ? number : (double?)null, $"a number of at least {min}");

    public JsonObject? Object(string field) => ReadNode<JsonObject>(field, "an object");

    public JsonArray? Array(string field) => ReadNode<JsonArray>(field, "an array");

    public PayloadTemplate? Template(string field) =>
        Has(field) ? PayloadTemplate.Compile(Node(field), At(field), Report) : null;

    /// <summary>A path; JSON null means null, and an absent field the whole.</summary>
    public ValueExpression? Path(string field)
    {
        if (!Has(field))
        {
            return ValueExpression.Whole;
        }

        return Node(field) is null ? null : RequiredPath(field);
    }

    public ValueExpression? RequiredPath(string field)
    {
        if (JsonValues.AsString(Node(field)) is { } text && ValueExpression.TryParsePath(text, out var path))
        {
            return path;
        }

        Report(At(field), "Value is not a valid JSONPath");
        return null;
    }

    /// <summary>A path or an intrinsic function, for the fields that take both.</summary>
    public ValueExpression? Expression(string field)
    {
        if (JsonValues.AsString(Node(field)) is { } text && ValueExpression.TryParse(text, out var expression))
        {
            return expression;
        }

        Report(At(field), "Value is not a valid JSONPath or intrinsic function that yields a string");
        return null;
    }

    public ReferencePath? ResultPath()
    {
        if (!Has("ResultPath"))
        {
            return ReferencePath.Root;
        }

        if (Node("ResultPath") is not { } node)
        {
            return null;
        }

        if (JsonValues.AsString(node) is { } text && ReferencePath.TryParse(text, out var path))
        {
            return path;
        }

        Report(At("ResultPath"), "Value is not a Reference Path");
        return null;
    }

    /// <summary><c>X</c> or <c>XPath</c>, not both; null when neither is given.</summary>
    public SecondsField? NumberOrPath(string field, int min, int max)
    {
        OnlyOneOf(field, field + "Path");
        return Has(field) ? new SecondsField(field, Whole(field, min, max), null)
            : Has(field + "Path") ? new SecondsField(field + "Path", null, RequiredPath(field + "Path"))
            : null;
    }

    /// <summary>Reports every field that nothing has asked for.</summary>
    public void Finish()
    {
        foreach (var (name, _) in source.Where(member => !_known.Contains(member.Key)))
        {
            Report(At(name), $"Field '{name}' is not supported");
        }
    }

    private T? Read<T>(string field, Func<JsonNode?, T?> convert, string expected)
    {
        if (!Has(field))
        {
            _known.Add(field);
            return default;
        }

        var value = convert(Node(field));
        if (value is null)
        {
            Report(At(field), $"Expected value of '{field}' to be {expected}, but it is {JsonText.Write(source[field])}");
        }

        return value;
    }

    private T? ReadNode<T>(string field, string expected)
        where T : JsonNode => Read(field, node => node as T, expected);
}
