using System.Text.Json.Nodes;

namespace Mlops.Infra.Tests;

/// <summary>A synthesized template, and its values as text with every reference replaced by a stand-in.</summary>
public sealed record Template(string Name, JsonObject Json)
{
    private static readonly Dictionary<string, string> Pseudo = new()
    {
        ["AWS::Partition"] = "aws",
        ["AWS::Region"] = "eu-west-1",
        ["AWS::AccountId"] = "123456789012",
        ["AWS::URLSuffix"] = "amazonaws.com",
    };

    public static Template Read(string file)
        => new(Path.GetFileName(file), JsonNode.Parse(File.ReadAllText(file))!.AsObject());

    public IReadOnlyDictionary<string, JsonObject> Resources(string type) => Json["Resources"]!.AsObject()
        .Where(each => (string)each.Value!["Type"]! == type)
        .ToDictionary(each => each.Key, each => each.Value!.AsObject());

    public IEnumerable<KeyValuePair<string, JsonNode?>> Resources() => Json["Resources"]!.AsObject();

    /// <summary>The logical id of the role that a function runs as.</summary>
    public string RoleOf(string handler) => (string)Function(handler)["Properties"]!["Role"]!["Fn::GetAtt"]![0]!;

    public JsonObject Function(string handler) => Resources("AWS::Lambda::Function").Values.Single(each => (string)each["Properties"]!["Handler"]! == handler);

    public StateMachine Machine(string name)
    {
        var resource = Resources("AWS::StepFunctions::StateMachine").Values
            .Single(each => (string)each["Properties"]!["StateMachineName"]! == name);
        var properties = resource["Properties"]!;
        return new StateMachine(
            name,
            JsonNode.Parse(Text(properties["DefinitionString"]))!.AsObject(),
            (string)properties["RoleArn"]!["Fn::GetAtt"]![0]!);
    }

    /// <summary>The statements of a role, with actions and resources as plain text.</summary>
    public IReadOnlyList<Statement> Statements(string role) =>
    [
        .. Json["Resources"]![role]!["Properties"]!["Policies"]!.AsArray()
            .SelectMany(policy => policy!["PolicyDocument"]!["Statement"]!.AsArray())
            .Select(statement => new Statement(
                [.. Many(statement!["Action"]).Select(Text)],
                [.. Many(statement["Resource"]).Select(Text)],
                statement["Condition"]?.AsObject())),
    ];

    public static IEnumerable<JsonNode?> Many(JsonNode? node) => node as JsonArray as IEnumerable<JsonNode?> ?? new[] { node };

    public static string Text(JsonNode? node) => node switch
    {
        JsonValue value => (string)value!,
        JsonObject map when map["Fn::Join"] is JsonArray join
            => string.Join((string)join[0]!, join[1]!.AsArray().Select(Text)),
        JsonObject map when map["Ref"] is { } name
            => Pseudo.GetValueOrDefault((string)name!, (string)name!),
        JsonObject map when map["Fn::GetAtt"] is JsonArray attribute => Arn((string)attribute[0]!),
        JsonObject map when map["Fn::ImportValue"] is { } export => Import((string)export!),
        JsonObject map when map["Fn::Sub"] is { } text
            => Pseudo.Aggregate((string)text!, (result, each) => result.Replace($"${{{each.Key}}}", each.Value, StringComparison.Ordinal)),
        _ => throw new InvalidOperationException($"Not an intrinsic that the templates may use: {node?.ToJsonString()}"),
    };

    /// <summary>A part of the template with every reference in it replaced.</summary>
    public static JsonNode Resolve(JsonNode node) => node switch
    {
        JsonObject map when map.Count == 1 && map.Single().Key is "Ref" or "Fn::Join" or "Fn::ImportValue" or "Fn::GetAtt" => Text(map),
        JsonObject map => new JsonObject(map.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)Resolve(each.Value!)))),
        JsonArray list => new JsonArray([.. list.Select(each => Resolve(each!))]),
        _ => node.DeepClone(),
    };

    private static string Arn(string resource) => resource.Contains("Role", StringComparison.Ordinal) ? $"arn:aws:iam::123456789012:role/{resource}"
        : resource.StartsWith("Alarms", StringComparison.Ordinal) ? $"arn:aws:cloudwatch:eu-west-1:123456789012:alarm:{resource}"
        : $"arn:aws:lambda:eu-west-1:123456789012:function:{resource}";

    // MlopsFoundation:ExportsOutputRefLakeData16689F05E466DA9E is a name, …FnGetAtt…Arn… an ARN.
    private static string Import(string export)
    {
        if (export.Contains("Notifications", StringComparison.Ordinal))
        {
            return "arn:aws:sns:eu-west-1:123456789012:notifications";
        }

        var bucket = export.Contains("LakeData", StringComparison.Ordinal) ? "data-bucket"
            : export.Contains("LakeArtifacts", StringComparison.Ordinal) ? "artifacts-bucket" : "mlops";
        return !export.Contains("FnGetAtt", StringComparison.Ordinal) ? bucket
            : bucket == "mlops" ? "arn:aws:events:eu-west-1:123456789012:event-bus/mlops" : $"arn:aws:s3:::{bucket}";
    }
}
