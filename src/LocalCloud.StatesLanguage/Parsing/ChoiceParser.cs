using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Choice;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Parsing;

/// <summary>Parses the rules of a Choice.</summary>
internal static class ChoiceParser
{
    /// <summary>Every operator that compares a variable.</summary>
    public static IEnumerable<string> Operators => Comparisons.Names.Append("IsPresent")
        .SelectMany(name => Comparisons.HasPathTwin(name) ? new[] { name, name + "Path" } : [name]);

    public static IReadOnlyList<ChoiceBranch> Branches(FieldReader state, ICollection<Problem> problems)
    {
        var choices = state.Array("Choices") ?? [];
        if (state.Has("Choices") && choices.Count == 0)
        {
            state.Report(state.At("Choices"), "A Choice needs at least one rule");
        }

        var branches = new List<ChoiceBranch>();
        foreach (var (node, index) in choices.Select((node, index) => (node, index)))
        {
            var place = $"{state.At("Choices")}[{index}]";
            if (Reader(node, place, problems) is { } reader)
            {
                reader.Require("Next");
                var next = reader.Text("Next") ?? "";
                reader.Text("Comment");
                branches.Add(new ChoiceBranch(Rule(reader, problems), next));
            }
        }

        return branches;
    }

    private static ChoiceRule Rule(FieldReader reader, ICollection<Problem> problems)
    {
        var rule = reader.Has("And") ? new ChoiceRule.And(Rules(reader, "And", problems))
            : reader.Has("Or") ? new ChoiceRule.Or(Rules(reader, "Or", problems))
            : reader.Has("Not") ? new ChoiceRule.Not(Nested(reader.Object("Not"), reader.At("Not"), problems))
            : Comparison(reader);
        reader.Finish();
        return rule;
    }

    private static List<ChoiceRule> Rules(FieldReader reader, string field, ICollection<Problem> problems)
    {
        var items = reader.Array(field) ?? [];
        if (items.Count == 0)
        {
            reader.Report(reader.At(field), $"'{field}' needs at least one rule");
        }

        return items.Select((item, index) => Nested(item, $"{reader.At(field)}[{index}]", problems)).ToList();
    }

    private static ChoiceRule Nested(JsonNode? node, string place, ICollection<Problem> problems)
    {
        if (Reader(node, place, problems) is not { } reader)
        {
            return Never;
        }

        reader.Text("Comment");
        return Rule(reader, problems);
    }

    private static ChoiceRule Comparison(FieldReader reader)
    {
        reader.Require("Variable");
        var variable = reader.Has("Variable") ? reader.RequiredPath("Variable") as ValueExpression.Path : null;
        var names = Operators.Where(reader.Has).ToList();
        if (names.Count != 1)
        {
            reader.Report(reader.Location, names.Count == 0
                ? "A rule needs a comparison operator"
                : $"A rule may have only one comparison operator, but has [{string.Join(", ", names)}]");
            names.ForEach(name => reader.Node(name));
            return Never;
        }

        return Operator(reader, variable, names[0]);
    }

    private static ChoiceRule Operator(FieldReader reader, ValueExpression.Path? variable, string name)
    {
        var isPath = name.EndsWith("Path", StringComparison.Ordinal);
        var plain = isPath ? name[..^"Path".Length] : name;
        var other = isPath ? reader.RequiredPath(name) as ValueExpression.Path : null;
        var constant = isPath ? null : reader.Node(name);
        if (!isPath && !Comparisons.Accepts(plain, constant))
        {
            reader.Report(reader.At(name), $"The value {JsonText.Write(constant)} does not have the type that '{name}' compares with");
        }

        return variable is null ? Never
            : plain == "IsPresent" ? new ChoiceRule.IsPresent(variable, JsonValues.AsBoolean(constant) ?? true)
            : new ChoiceRule.Comparison(variable, plain, constant?.DeepClone(), other);
    }

    /// <summary>Stands in for a rule that was reported, so that the rest can still be checked.</summary>
    private static ChoiceRule Never => new ChoiceRule.Or([]);

    private static FieldReader? Reader(JsonNode? node, string place, ICollection<Problem> problems)
    {
        if (node is JsonObject rule)
        {
            return new FieldReader(rule, place, problems);
        }

        problems.Add(new Problem(Problem.Schema, place, "A rule must be an object"));
        return null;
    }
}
