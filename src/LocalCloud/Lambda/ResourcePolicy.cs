using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.Lambda;

/// <summary>A function's resource policy, statement by statement, as AddPermission and RemovePermission edit it.</summary>
internal static class ResourcePolicy
{
    public static JsonObject Add(JsonObject? policy, JsonObject statement)
    {
        var id = statement.Text("Sid");
        var edited = policy?.Copy() ?? new JsonObject { ["Version"] = "2012-10-17", ["Id"] = "default", ["Statement"] = new JsonArray() };
        if (edited.Children("Statement").Any(existing => existing.Text("Sid") == id))
        {
            throw new AwsException("ResourceConflictException", 409,
                $"The statement id ({id}) provided already exists. Please provide a new statement id, or remove the existing statement.");
        }

        edited["Statement"]!.AsArray().Add(statement);
        return edited;
    }

    /// <summary>Null when no statement is left.</summary>
    public static JsonObject? Remove(JsonObject? policy, string id)
    {
        var edited = policy?.Copy();
        var statement = edited?.Children("Statement").FirstOrDefault(existing => existing.Text("Sid") == id)
            ?? throw new AwsException("ResourceNotFoundException", 404, $"Statement {id} is not found in resource policy.");
        edited!["Statement"]!.AsArray().Remove(statement);
        return edited["Statement"]!.AsArray().Count == 0 ? null : edited;
    }

    public static JsonObject Statement(JsonObject input, string functionArn)
    {
        var statement = new JsonObject
        {
            ["Sid"] = input.Text("StatementId"),
            ["Effect"] = "Allow",
            ["Principal"] = Principal(input.Text("Principal")),
            ["Action"] = input.Text("Action"),
            ["Resource"] = functionArn,
        };
        var conditions = new JsonObject();
        if (input.TextOrNull("SourceAccount") is { } account)
        {
            conditions["StringEquals"] = new JsonObject { ["AWS:SourceAccount"] = account };
        }

        if (input.TextOrNull("SourceArn") is { } source)
        {
            conditions["ArnLike"] = new JsonObject { ["AWS:SourceArn"] = source };
        }

        if (conditions.Count > 0)
        {
            statement["Condition"] = conditions;
        }

        return statement;
    }

    private static JsonNode Principal(string principal) => principal switch
    {
        "*" => JsonValue.Create("*"),
        _ when principal.EndsWith(".amazonaws.com", StringComparison.Ordinal) => new JsonObject { ["Service"] = principal },
        _ when principal.Length == 12 && principal.All(char.IsAsciiDigit) => new JsonObject { ["AWS"] = $"arn:aws:iam::{principal}:root" },
        _ => new JsonObject { ["AWS"] = principal },
    };
}
