using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.CloudFormation;

/// <summary>Reads a template's JSON and reports every section, attribute and shape it does not know.</summary>
public static class TemplateParser
{
    private static readonly HashSet<string> Sections = new(StringComparer.Ordinal)
    {
        "AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Mappings", "Conditions", "Rules", "Resources", "Outputs",
    };

    private static readonly HashSet<string> ResourceAttributes = new(StringComparer.Ordinal)
    {
        "Type", "Properties", "DependsOn", "Condition", "DeletionPolicy", "UpdateReplacePolicy", "Metadata",
    };

    public static Template Parse(string stackName, string json, ICollection<Problem> problems)
    {
        JsonObject root;
        try
        {
            root = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("the template is not an object");
        }
        catch (JsonException e)
        {
            problems.Add(new(stackName, "", $"not a JSON template: {e.Message}"));
            root = [];
        }

        foreach (var section in root.Select(member => member.Key).Where(key => !Sections.Contains(key)))
        {
            problems.Add(new(stackName, "", $"unsupported section '{section}'"));
        }

        return new Template
        {
            StackName = stackName,
            Resources = Members(root, "Resources").Select(member => Resource(stackName, member, problems))
                .ToDictionary(resource => resource.LogicalId, StringComparer.Ordinal),
            Description = root["Description"]?.ToString(),
            Parameters = Members(root, "Parameters").ToDictionary(member => member.Key, member => Parameter(stackName, member, problems), StringComparer.Ordinal),
            Conditions = Members(root, "Conditions").ToDictionary(member => member.Key, member => member.Value!, StringComparer.Ordinal),
            Mappings = root["Mappings"] as JsonObject ?? [],
            Outputs = Members(root, "Outputs").ToDictionary(member => member.Key, Output, StringComparer.Ordinal),
        };
    }

    private static ResourceDeclaration Resource(string stack, KeyValuePair<string, JsonNode?> member, ICollection<Problem> problems)
    {
        var body = member.Value as JsonObject ?? [];
        foreach (var attribute in body.Select(item => item.Key).Where(key => !ResourceAttributes.Contains(key)))
        {
            problems.Add(new(stack, member.Key, $"unsupported attribute '{attribute}'"));
        }

        if (body["Type"] is not JsonValue)
        {
            problems.Add(new(stack, member.Key, "the resource has no Type"));
        }

        return new ResourceDeclaration
        {
            LogicalId = member.Key,
            Type = body["Type"]?.ToString() ?? "",
            Properties = body["Properties"] as JsonObject ?? [],
            DependsOn = body["DependsOn"] switch
            {
                JsonArray many => [.. many.Select(item => item!.ToString())],
                JsonValue one => [one.ToString()],
                _ => [],
            },
            Condition = body["Condition"]?.ToString(),
            DeletionPolicy = Policy("DeletionPolicy", "Delete", "Retain", "RetainExceptOnCreate"),
            UpdateReplacePolicy = Policy("UpdateReplacePolicy", "Delete", "Retain"),
            Metadata = body["Metadata"] as JsonObject,
        };

        string Policy(string name, params string[] known)
        {
            var value = body[name]?.ToString() ?? known[0];
            if (!known.Contains(value))
            {
                problems.Add(new(stack, member.Key, $"unsupported {name} '{value}': it can be {string.Join(" or ", known)}"));
            }

            return value;
        }
    }

    private static ParameterDeclaration Parameter(string stack, KeyValuePair<string, JsonNode?> member, ICollection<Problem> problems)
    {
        var body = member.Value as JsonObject ?? [];
        return new()
        {
            Name = member.Key,
            Type = body["Type"]?.ToString() ?? "String",
            Default = body["Default"]?.ToString(),
            Description = body["Description"]?.ToString(),
            NoEcho = body["NoEcho"]?.ToString() is "true",
            AllowedValues = [.. (body["AllowedValues"] as JsonArray ?? []).Select(value => value!.ToString())],
            AllowedPattern = body["AllowedPattern"]?.ToString(),
            MinLength = Bound("MinLength"),
            MaxLength = Bound("MaxLength"),
            MinValue = Bound("MinValue"),
            MaxValue = Bound("MaxValue"),
        };

        decimal? Bound(string name)
        {
            if (body[name] is not { } given)
            {
                return null;
            }

            if (decimal.TryParse(given.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var bound))
            {
                return bound;
            }

            problems.Add(new(stack, member.Key, $"{name} is no number: {given}"));
            return null;
        }
    }

    private static OutputDeclaration Output(KeyValuePair<string, JsonNode?> member) =>
        new(member.Value?["Value"] ?? "", member.Value?["Export"]?["Name"], member.Value?["Condition"]?.ToString(), member.Value?["Description"]?.ToString());

    private static JsonObject Members(JsonObject root, string section) => root[section] as JsonObject ?? [];
}
