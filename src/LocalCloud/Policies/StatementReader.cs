using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalCloud.Policies;

namespace LocalCloud.Policies;

/// <summary>Reads one statement of a policy document and reports what is wrong with it.</summary>
internal sealed partial class StatementReader(JsonObject statement, string location, PolicyKind kind, PolicyProblems problems)
{
    private static readonly string[] Elements =
        ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal", "Condition"];

    public PolicyStatement Read()
    {
        foreach (var (name, _) in statement.Where(member => !Elements.Contains(member.Key, StringComparer.Ordinal)))
        {
            problems.Syntax($"{location}.{name}: unknown element");
        }

        var actions = Either("Action");
        var resources = Either("Resource");
        Demand(actions.Count > 0, PolicyStage.Actions, "Policy statement must contain actions.");
        if (kind == PolicyKind.Trust)
        {
            Demand(resources.Count == 0, PolicyStage.Resources, "Has prohibited field Resource");
        }
        else
        {
            Demand(resources.Count > 0, PolicyStage.Resources, "Policy statement must contain resources.");
        }

        new StatementFormats(location, problems).Check(actions, resources);
        return new()
        {
            Sid = Sid(),
            Effect = Effect(),
            Actions = actions,
            IsActionNegated = statement.ContainsKey("NotAction"),
            // A trust policy speaks of the role that it belongs to.
            Resources = kind == PolicyKind.Trust ? ["*"] : resources,
            IsResourceNegated = statement.ContainsKey("NotResource"),
            Principal = Principal(),
            Conditions = new ConditionReader(statement, $"{location}.Condition", problems).Read(),
        };
    }

    private string? Sid()
    {
        if (!statement.TryGetPropertyValue("Sid", out var value))
        {
            return null;
        }

        if (value?.GetValueKind() != JsonValueKind.String)
        {
            problems.Syntax($"{location}.Sid: no string");
            return null;
        }

        var sid = value.GetValue<string>();
        if (kind == PolicyKind.Identity && !AlphaNumeric().IsMatch(sid))
        {
            problems.Add(PolicyStage.Ids, $"{location}.Sid",
                "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*");
        }

        return sid;
    }

    private Effect Effect()
    {
        var text = statement["Effect"]?.GetValueKind() == JsonValueKind.String ? (string)statement["Effect"]! : "";
        if (!text.Equals("Allow", StringComparison.OrdinalIgnoreCase) && !text.Equals("Deny", StringComparison.OrdinalIgnoreCase))
        {
            problems.Syntax($"{location}.Effect: neither Allow nor Deny");
        }
        else if (text is not ("Allow" or "Deny"))
        {
            problems.Legacy($"{location}.Effect: '{text}' must be written Allow or Deny");
        }

        return text == "Allow" ? Policies.Effect.Allow : Policies.Effect.Deny;
    }

    private IReadOnlyList<string> Either(string name)
    {
        var negation = "Not" + name;
        if (statement.ContainsKey(name) && statement.ContainsKey(negation))
        {
            problems.Syntax($"{location}: {name} and {negation} together");
        }

        var chosen = statement.ContainsKey(negation) ? negation : name;
        return statement.TryGetPropertyValue(chosen, out var value) ? Texts(value, $"{location}.{chosen}") : [];
    }

    private PrincipalElement? Principal()
    {
        var isNegated = statement.ContainsKey("NotPrincipal");
        if (!statement.TryGetPropertyValue(isNegated ? "NotPrincipal" : "Principal", out var value))
        {
            Demand(kind == PolicyKind.Identity, PolicyStage.Principals, "Missing required field Principal");
            return null;
        }

        Demand(kind != PolicyKind.Identity, PolicyStage.Principals, "Policy document should not specify a principal.");
        if (isNegated && statement.ContainsKey("Principal"))
        {
            problems.Syntax($"{location}: Principal and NotPrincipal together");
        }

        return new(PrincipalValues(value), isNegated);
    }

    private Dictionary<string, IReadOnlyList<string>> PrincipalValues(JsonNode? value)
    {
        if (value?.GetValueKind() == JsonValueKind.String && value.GetValue<string>() == "*")
        {
            return new() { ["AWS"] = ["*"] };
        }

        if (value is not JsonObject kinds)
        {
            problems.Syntax($"{location}.Principal: neither \"*\" nor an object");
            return [];
        }

        foreach (var (name, _) in kinds.Where(member => member.Key is not ("AWS" or "Service" or "Federated" or "CanonicalUser")))
        {
            problems.Syntax($"{location}.Principal.{name}: unknown kind of principal");
        }

        return kinds.ToDictionary(member => member.Key, member => Texts(member.Value, $"{location}.Principal.{member.Key}"), StringComparer.Ordinal);
    }

    private IReadOnlyList<string> Texts(JsonNode? value, string place)
    {
        var items = value is JsonArray many ? [.. many] : (IReadOnlyList<JsonNode?>)[value];
        if (items.Any(item => item is not null && item.GetValueKind() != JsonValueKind.String))
        {
            problems.Syntax($"{place}: neither a string nor a list of strings");
            return [];
        }

        // IAM ignores null among resources.
        return [.. items.Where(item => item is not null).Select(item => item!.GetValue<string>())];
    }

    private void Demand(bool holds, PolicyStage stage, string message)
    {
        if (!holds)
        {
            problems.Add(stage, location, message);
        }
    }

    [GeneratedRegex(@"\A[0-9A-Za-z]*\z")]
    private static partial Regex AlphaNumeric();
}
