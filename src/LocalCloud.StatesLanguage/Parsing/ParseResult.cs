using LocalCloud.StatesLanguage.Definition;

namespace LocalCloud.StatesLanguage.Parsing;

/// <summary>A definition, or everything that is wrong with it.</summary>
public abstract record ParseResult
{
    public sealed record Valid(StateMachineDefinition Definition) : ParseResult;

    public sealed record Invalid(IReadOnlyList<Problem> Problems) : ParseResult;
}
