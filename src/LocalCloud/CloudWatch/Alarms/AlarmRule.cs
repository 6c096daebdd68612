namespace LocalCloud.CloudWatch.Alarms;

/// <summary>A composite alarm's rule as a tree over the states of other alarms.</summary>
internal abstract record AlarmRule
{
    /// <summary>Whether the alarm, by name, is in the state.</summary>
    public sealed record InState(string AlarmName, string State) : AlarmRule;

    public sealed record Constant(bool Value) : AlarmRule;

    public sealed record Not(AlarmRule Operand) : AlarmRule;

    public sealed record And(AlarmRule Left, AlarmRule Right) : AlarmRule;

    public sealed record Or(AlarmRule Left, AlarmRule Right) : AlarmRule;

    /// <summary>The rule's truth; <paramref name="state"/> gives an alarm's state by name, null when there is no such alarm.</summary>
    public bool Holds(Func<string, string?> state) => this switch
    {
        InState condition => state(condition.AlarmName) == condition.State,
        Constant constant => constant.Value,
        Not not => !not.Operand.Holds(state),
        And and => and.Left.Holds(state) && and.Right.Holds(state),
        Or or => or.Left.Holds(state) || or.Right.Holds(state),
        _ => throw new InvalidOperationException($"Nobody evaluates {GetType().Name}."),
    };

    /// <summary>The names of the alarms it asks for, each once, in the order of the rule.</summary>
    public IEnumerable<string> Names() => (this switch
    {
        InState condition => [condition.AlarmName],
        Not not => not.Operand.Names(),
        And and => and.Left.Names().Concat(and.Right.Names()),
        Or or => or.Left.Names().Concat(or.Right.Names()),
        _ => [],
    }).Distinct(StringComparer.Ordinal);
}
