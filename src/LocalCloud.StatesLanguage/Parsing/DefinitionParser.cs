using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Parsing;

/// <summary>From the text of a definition to a machine that can run, or to every problem that it has.</summary>
public static class DefinitionParser
{
    private const int MaxTimeout = 99_999_999;

    /// <summary>
    /// <paramref name="checkResource"/> says why a Task's resource cannot be called (in AWS's words), or null when it can.
    /// </summary>
    public static ParseResult Parse(string definition, Func<TaskResource, string?> checkResource)
    {
        try
        {
            return JsonText.Parse(definition) is JsonObject source
                ? Parse(source, checkResource)
                : Broken("The definition is not a JSON object");
        }
        catch (JsonException problem)
        {
            return Broken(problem.Message);
        }
        catch (ArgumentException twice)
        {
            // JsonObject finds a member that is written twice only when its members are first read.
            return Broken(twice.Message);
        }
    }

    private static ParseResult Parse(JsonObject source, Func<TaskResource, string?> checkResource)
    {
        var problems = new List<Problem>();
        var reader = new FieldReader(source, "/", problems);
        var comment = reader.Text("Comment");
        var timeout = reader.Whole("TimeoutSeconds", 1, MaxTimeout);
        if (reader.Text("Version") is { } version && version != "1.0")
        {
            reader.Report("/Version", $"Version '{version}' is not supported: the only one is 1.0");
        }

        if (reader.Text("QueryLanguage") is { } language && language != "JSONPath")
        {
            reader.Report("/QueryLanguage", $"Query language '{language}' is not supported: write the machine in JSONPath");
        }

        var graph = new GraphParser(problems, new StateParser(problems, checkResource)).Parse(reader);
        reader.Finish();
        return graph is null || problems.Count > 0
            ? new ParseResult.Invalid(problems)
            : new ParseResult.Valid(new StateMachineDefinition { Graph = graph, Comment = comment, TimeoutSeconds = timeout });
    }

    private static ParseResult.Invalid Broken(string message) => new([new Problem(Problem.InvalidJson, "/", message)]);
}
