using System.Text.Json;
using LocalCloud.Api;

namespace LocalCloud.EventBridge.Patterns;

/// <summary>
/// An EventBridge event pattern, compiled once (errors are <c>InvalidEventPatternException</c> with the place) and then
/// matched without ever throwing. Immutable.
/// </summary>
public sealed class EventPattern
{
    private readonly IReadOnlyList<PatternRule> _rules;

    private EventPattern(string text, IReadOnlyList<PatternRule> rules)
    {
        Text = text;
        _rules = rules;
    }

    /// <summary>The pattern as it was given.</summary>
    public string Text { get; }

    public static EventPattern Compile(string text)
    {
        try
        {
            return new(text, PatternCompiler.Compile(text));
        }
        catch (PatternException problem)
        {
            throw new AwsException("InvalidEventPatternException", 400, $"Event pattern is not valid. Reason: {problem.Message}");
        }
    }

    /// <summary>Whether the event (an object) matches.</summary>
    public bool Matches(JsonElement anEvent)
    {
        var flat = FlatEvent.From(anEvent);
        return _rules.Any(rule => rule.Matches(flat));
    }
}
