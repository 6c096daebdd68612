using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Intrinsics;

namespace LocalCloud.StatesLanguage.Paths;

/// <summary>Anything that stands for a value: a path into the input or the context object, a function call, a constant.</summary>
public abstract record ValueExpression(string Text)
{
    public static ValueExpression Whole { get; } = new Path("$", false, new JsonPath([]));

    /// <summary>The value, detached from what it was read from; throws <see cref="EvaluationException"/> when there is none.</summary>
    public abstract JsonNode? Evaluate(EvaluationScope scope);

    /// <summary>A path, or (in a payload template) a call of an intrinsic function.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ValueExpression? expression) =>
        text.StartsWith("States.", StringComparison.Ordinal)
            ? IntrinsicParser.TryParse(text, out expression)
            : TryParsePath(text, out expression);

    public static bool TryParsePath(string text, [NotNullWhen(true)] out ValueExpression? expression)
    {
        var isContext = text.StartsWith("$$", StringComparison.Ordinal);
        expression = JsonPath.TryParse(isContext ? text[1..] : text, out var path) ? new Path(text, isContext, path) : null;
        return expression is not null;
    }

    /// <summary>A path below <c>$</c> or <c>$$</c>.</summary>
    public sealed record Path(string Text, bool IsContext, JsonPath Steps) : ValueExpression(Text)
    {
        public override JsonNode? Evaluate(EvaluationScope scope) =>
            TryEvaluate(scope, out var value, out var reason)
                ? value
                : throw new EvaluationException($"Invalid path '{Text}' : {reason}");

        public bool TryEvaluate(EvaluationScope scope, out JsonNode? value, out string reason) =>
            Steps.TryEvaluate(IsContext ? scope.Context : scope.Input, out value, out reason);
    }

    public sealed record Constant(string Text, JsonNode? Value) : ValueExpression(Text)
    {
        public override JsonNode? Evaluate(EvaluationScope scope) => Value?.DeepClone();
    }

    /// <summary>A call of an intrinsic function; what fails in it is said with the whole call, as AWS does.</summary>
    internal sealed record Call(string Text, IntrinsicFunction Function, IReadOnlyList<ValueExpression> Arguments) : ValueExpression(Text)
    {
        public override JsonNode? Evaluate(EvaluationScope scope)
        {
            var values = Arguments.Select(argument => Argument(argument, scope)).ToList();
            try
            {
                return Function.Apply(new IntrinsicCall(values, scope.Random));
            }
            catch (IntrinsicException failure)
            {
                throw new EvaluationException(Definition.StatesError.IntrinsicFailure, $"The function '{Text}' had the following error: {failure.Message}");
            }
        }

        private JsonNode? Argument(ValueExpression argument, EvaluationScope scope) =>
            argument is Path path
                ? path.TryEvaluate(scope, out var value, out _)
                    ? value
                    : throw new EvaluationException(
                        $"The function '{Text}' had the following error: The JsonPath argument for the field '{path.Text}' could not be found in the input '{JsonText.Write(scope.Input)}'")
                : argument.Evaluate(scope);
    }
}
