using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Definition;

/// <summary>What a Wait waits for.</summary>
public abstract record WaitUntil
{
    public sealed record Seconds(int Value) : WaitUntil;

    public sealed record SecondsPath(ValueExpression Path) : WaitUntil;

    public sealed record Timestamp(DateTimeOffset Value) : WaitUntil;

    public sealed record TimestampPath(ValueExpression Path) : WaitUntil;
}
