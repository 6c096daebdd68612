using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Choice;

/// <summary>A tree of conditions on a state's input.</summary>
public abstract record ChoiceRule
{
    /// <summary>Whether the rule holds; throws <see cref="EvaluationException"/> when it compares a value that is not there.</summary>
    public abstract bool Holds(EvaluationScope scope);

    public sealed record And(IReadOnlyList<ChoiceRule> Rules) : ChoiceRule
    {
        public override bool Holds(EvaluationScope scope) => Rules.All(rule => rule.Holds(scope));
    }

    public sealed record Or(IReadOnlyList<ChoiceRule> Rules) : ChoiceRule
    {
        public override bool Holds(EvaluationScope scope) => Rules.Any(rule => rule.Holds(scope));
    }

    public sealed record Not(ChoiceRule Rule) : ChoiceRule
    {
        public override bool Holds(EvaluationScope scope) => !Rule.Holds(scope);
    }

    /// <summary><c>IsPresent</c>: the only test that a missing value does not fail.</summary>
    public sealed record IsPresent(ValueExpression.Path Variable, bool Expected) : ChoiceRule
    {
        public override bool Holds(EvaluationScope scope) => Variable.TryEvaluate(scope, out _, out _) == Expected;
    }

    /// <summary>One comparison: with a constant, or with the value at <see cref="OtherPath"/>.</summary>
    public sealed record Comparison(ValueExpression.Path Variable, string Operator, JsonNode? Other, ValueExpression.Path? OtherPath) : ChoiceRule
    {
        public override bool Holds(EvaluationScope scope) =>
            Comparisons.Holds(Operator, Read(Variable, scope), OtherPath is null ? Other : Read(OtherPath, scope));

        private static JsonNode? Read(ValueExpression.Path path, EvaluationScope scope) =>
            path.TryEvaluate(scope, out var value, out _)
                ? value
                : throw new EvaluationException($"Invalid path '{path.Text}': The choice state's condition path references an invalid value.");
    }
}
