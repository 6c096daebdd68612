using System.Text.Json.Nodes;

namespace LocalCloud.StatesLanguage.Paths;

/// <summary>
/// A <c>Parameters</c>, <c>ResultSelector</c> or <c>ItemSelector</c>: JSON in which a member whose name ends with <c>.$</c>
/// takes its value from a path or a function. Evaluation makes new JSON and never touches the template.
/// </summary>
public sealed class PayloadTemplate
{
    private readonly Func<EvaluationScope, JsonNode?> _evaluate;

    private PayloadTemplate(Func<EvaluationScope, JsonNode?> evaluate)
    {
        _evaluate = evaluate;
    }

    /// <summary>Compiles a template; what is wrong in it goes to <paramref name="report"/> as (place, message).</summary>
    public static PayloadTemplate Compile(JsonNode? template, string place, Action<string, string> report) =>
        new(CompileNode(template, place, report));

    public JsonNode? Evaluate(EvaluationScope scope) => _evaluate(scope);

    private static Func<EvaluationScope, JsonNode?> CompileNode(JsonNode? node, string place, Action<string, string> report)
    {
        switch (node)
        {
            case JsonObject owner:
                var members = owner.Select(member => CompileMember(member, place, report)).ToList();
                ReportDuplicates(members.Select(member => member.Name), place, report);
                return scope => new JsonObject(members.Select(member => KeyValuePair.Create(member.Name, member.Value(scope))));
            case JsonArray array:
                var items = array.Select((item, index) => CompileNode(item, $"{place}[{index}]", report)).ToList();
                return scope => new JsonArray(items.Select(item => item(scope)).ToArray());
            default:
                var constant = node?.DeepClone();
                return _ => constant?.DeepClone();
        }
    }

    private static (string Name, Func<EvaluationScope, JsonNode?> Value) CompileMember(
        KeyValuePair<string, JsonNode?> member, string place, Action<string, string> report)
    {
        if (!member.Key.EndsWith(".$", StringComparison.Ordinal))
        {
            return (member.Key, CompileNode(member.Value, $"{place}/{member.Key}", report));
        }

        if (JsonValues.AsString(member.Value) is { } text && ValueExpression.TryParse(text, out var expression))
        {
            return (member.Key[..^2], scope => Evaluate(expression, member.Key, scope));
        }

        report(place, $"The value for the field '{member.Key}' must be a valid JSONPath or a valid intrinsic function call");
        return (member.Key[..^2], _ => null);
    }

    private static JsonNode? Evaluate(ValueExpression expression, string field, EvaluationScope scope)
    {
        if (expression is not ValueExpression.Path path)
        {
            return expression.Evaluate(scope);
        }

        return path.TryEvaluate(scope, out var value, out _)
            ? value
            : throw new EvaluationException(
                $"The JSONPath '{path.Text}' specified for the field '{field}' could not be found in the input '{JsonText.Write(path.IsContext ? scope.Context : scope.Input)}'");
    }

    private static void ReportDuplicates(IEnumerable<string> names, string place, Action<string, string> report)
    {
        foreach (var twice in names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            report(place, $"The field '{twice.Key}' is given twice: as '{twice.Key}' and as '{twice.Key}.$'");
        }
    }
}
