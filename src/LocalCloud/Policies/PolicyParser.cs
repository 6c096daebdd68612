using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.Policies;

/// <summary>
/// Reads policy documents. A bad one is <c>MalformedPolicyDocument</c> with IAM's sentence; <c>Details["Problems"]</c> lists
/// every problem with its place.
/// </summary>
public static class PolicyParser
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static PolicyDocument Parse(string json, PolicyKind kind)
    {
        var problems = new PolicyProblems();
        var document = ParseJson(json) as JsonObject;
        if (document is null)
        {
            problems.Syntax("the document is no JSON object");
        }

        var policy = document is null ? null : Read(document, kind, problems);
        return problems.All.Count == 0 && policy is not null ? policy : throw Malformed(problems.All);
    }

    private static JsonNode? ParseJson(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static PolicyDocument Read(JsonObject document, PolicyKind kind, PolicyProblems problems)
    {
        foreach (var (name, _) in document.Where(member => member.Key is not ("Version" or "Id" or "Statement")))
        {
            problems.Syntax($"{name}: unknown element");
        }

        var version = Text(document, "Version", problems) ?? "2008-10-17";
        if (version is not ("2012-10-17" or "2008-10-17"))
        {
            problems.Syntax($"Version: '{version}' is neither 2012-10-17 nor 2008-10-17");
        }
        else if (kind == PolicyKind.Identity && version != "2012-10-17")
        {
            problems.Add(PolicyStage.Version, "Version", "Policy document must be version 2012-10-17 or greater.");
        }

        Text(document, "Id", problems);
        var statements = Statements(document["Statement"], kind, problems);
        foreach (var repeated in statements.Where(statement => !string.IsNullOrEmpty(statement.Sid)).GroupBy(statement => statement.Sid).Where(group => group.Count() > 1))
        {
            problems.Add(PolicyStage.Ids, $"Sid '{repeated.Key}'", "Statement IDs (SID) in a single policy must be unique.");
        }

        return new() { HasVariables = version == "2012-10-17", Statements = statements };
    }

    private static List<PolicyStatement> Statements(JsonNode? element, PolicyKind kind, PolicyProblems problems)
    {
        var items = element switch
        {
            JsonObject single => [single],
            JsonArray many => (IReadOnlyList<JsonNode?>)[.. many],
            _ => [],
        };
        if (items.Count == 0)
        {
            problems.Syntax("Statement: there is none");
        }

        var statements = new List<PolicyStatement>();
        for (var index = 0; index < items.Count; index++)
        {
            if (items[index] is JsonObject statement)
            {
                statements.Add(new StatementReader(statement, $"Statement[{index}]", kind, problems).Read());
            }
            else
            {
                problems.Syntax($"Statement[{index}]: no object");
            }
        }

        return statements;
    }

    private static string? Text(JsonObject document, string name, PolicyProblems problems)
    {
        if (!document.TryGetPropertyValue(name, out var value))
        {
            return null;
        }

        if (value?.GetValueKind() == JsonValueKind.String)
        {
            return value.GetValue<string>();
        }

        problems.Syntax($"{name}: no string");
        return null;
    }

    private static AwsException Malformed(IReadOnlyList<PolicyProblem> problems) => new("MalformedPolicyDocument", 400, problems[0].Message)
    {
        Details = new Dictionary<string, string>
        {
            ["Problems"] = string.Join("; ", problems.Select(problem => $"{problem.Location}: {problem.Message}")),
        },
    };
}
