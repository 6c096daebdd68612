using System.Globalization;
using System.Text.Json;

namespace Mlops.Functions.Hosting;

/// <summary>Reads the raw tree of an event and collects everything that is wrong with it, by path.</summary>
/// <remarks>The packages' event types turn what is missing into null and so cannot say what it was; for alarms they have none.</remarks>
internal sealed class EventReader
{
    private readonly JsonElement _root;
    private readonly string _prefix;
    private readonly List<string> _problems;

    public EventReader(JsonElement root)
        : this(root, "", [])
    {
    }

    private EventReader(JsonElement root, string prefix, List<string> problems) => (_root, _prefix, _problems) = (root, prefix, problems);

    /// <summary>How many problems were found so far, by this reader and those that it made.</summary>
    public int ProblemCount => _problems.Count;

    /// <summary>A reader of a part, whose problems are this one's.</summary>
    public EventReader Within(JsonElement part, string path) => new(part, $"{_prefix}{path}.", _problems);

    public void Report(string problem) => _problems.Add(problem);

    /// <summary>What lies at a dotted path; null when nothing does.</summary>
    public JsonElement? Find(string path)
    {
        var element = _root;
        foreach (var name in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element;
    }

    /// <summary>A text that must be there; null, and a problem, when it is not.</summary>
    public string? Text(string path)
    {
        if (Find(path) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text)
        {
            return text;
        }

        Report($"{_prefix}{path} is missing");
        return null;
    }

    /// <summary>A text that may be left out; a problem when it is something else.</summary>
    public string? TextOrNull(string path) =>
        Find(path) is null or { ValueKind: JsonValueKind.Null } ? null : Text(path);

    /// <summary>A text that can only have one value.</summary>
    public void Expect(string path, string expected)
    {
        if (Text(path) is { } text && text != expected)
        {
            Report($"{_prefix}{path} is '{text}' instead of '{expected}'");
        }
    }

    /// <summary>An instant; the default value, and a problem, when it is none.</summary>
    public DateTimeOffset Time(string path)
    {
        if (Text(path) is not { } text)
        {
            return default;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return time;
        }

        Report($"{_prefix}{path} '{text}' is no ISO 8601 time");
        return default;
    }

    /// <exception cref="MalformedEventException">There were problems; all of them are named.</exception>
    public void ThrowIfBroken(string what)
    {
        if (_problems.Count > 0)
        {
            throw new MalformedEventException($"The {what} cannot be used: {string.Join("; ", _problems)}.");
        }
    }
}
