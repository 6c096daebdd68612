namespace LocalCloud.Logs.Patterns;

/// <summary>
/// A filter pattern for events (CloudWatch Logs user guide, "Filter pattern syntax"): terms, or conditions on JSON. Patterns for
/// space-delimited events and regular expressions are refused.
/// </summary>
internal abstract class FilterPattern
{
    public abstract bool Matches(string message);

    /// <exception cref="Api.AwsException"><c>InvalidParameterException</c> with the reason.</exception>
    public static FilterPattern Parse(string pattern) => pattern.Trim() switch
    {
        ['{', .. var inner, '}'] => new JsonPattern(JsonConditionParser.Parse(inner)),
        ['[', ..] => throw LogsErrors.NotServed("filter patterns for space-delimited events ('[…]'); filter by terms, or JSON events by '{ $.field = \"value\" }'"),
        var terms => TermPattern.Parse(terms),
    };
}
