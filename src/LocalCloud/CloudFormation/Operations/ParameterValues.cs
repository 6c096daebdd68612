using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalCloud.Api;
using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation.Operations;

/// <summary>The values of a template's parameters: as given, as before, or by default, and what SSM's stand for.</summary>
internal sealed class ParameterValues(CloudFormationContext context)
{
    public static Dictionary<string, string> Given(Template template, JsonObject input, StackDefinition? previous)
    {
        var given = (input["Parameters"] as JsonArray ?? []).ToDictionary(item => item!["ParameterKey"]?.ToString() ?? "", item => item!.AsObject(), StringComparer.Ordinal);
        if (given.Keys.Where(key => !template.Parameters.ContainsKey(key)).ToList() is { Count: > 0 } unknown)
        {
            throw CloudFormationErrors.Validation($"Parameters: [{string.Join(", ", unknown)}] do not exist in the template");
        }

        var values = template.Parameters.Values.ToDictionary(
            declared => declared.Name, declared => ValueOf(declared, given.GetValueOrDefault(declared.Name), previous), StringComparer.Ordinal);
        if (values.Where(value => value.Value is null).Select(value => value.Key).ToList() is { Count: > 0 } missing)
        {
            throw CloudFormationErrors.Validation($"Parameters: [{string.Join(", ", missing)}] must have values");
        }

        foreach (var (name, value) in values)
        {
            Check(template.Parameters[name], value!);
        }

        return values.ToDictionary(value => value.Key, value => value.Value!, StringComparer.Ordinal);
    }

    public async Task<Dictionary<string, string>> ResolveAsync(
        Template template, IReadOnlyDictionary<string, string> values, Principal caller, CancellationToken cancellationToken)
    {
        var resolved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in template.Parameters.Values.Where(declared => declared.IsFromSsm).Select(declared => declared.Name))
        {
            try
            {
                var answer = await context.Api().CallAsync("ssm", "GetParameters", new() { ["Names"] = new JsonArray(values[name]) }, caller, cancellationToken);
                resolved[name] = answer["Parameters"]!.AsArray() is [{ } found] ? found["Value"]!.ToString() : throw CloudFormationErrors.Validation(
                    $"Unable to fetch parameters [{values[name]}] from parameter store for this account.");
            }
            catch (AwsException e) when (e.Code != "ValidationError")
            {
                throw CloudFormationErrors.Validation(e.Message);
            }
        }

        return resolved;
    }

    private static string? ValueOf(ParameterDeclaration declared, JsonObject? given, StackDefinition? previous)
    {
        if ((bool?)given?["UsePreviousValue"] is not true)
        {
            return given?["ParameterValue"]?.ToString() ?? declared.Default;
        }

        return previous?.Parameters.GetValueOrDefault(declared.Name) ?? throw CloudFormationErrors.Validation(
            $"Invalid input for parameter key {declared.Name}. Cannot specify usePreviousValue as true for a parameter key not in the previous template");
    }

    private static void Check(ParameterDeclaration declared, string value)
    {
        if (declared.AllowedValues.Count > 0 && !declared.AllowedValues.Contains(value))
        {
            throw CloudFormationErrors.Validation($"Parameter '{declared.Name}' must be one of AllowedValues");
        }

        if (declared.AllowedPattern is { } pattern && !Regex.IsMatch(value, $@"\A(?:{pattern})\z"))
        {
            throw CloudFormationErrors.Validation($"Parameter '{declared.Name}' must match pattern {pattern}");
        }

        var problem = declared.IsNumber
            ? value.Split(',').Select(number => NumberProblem(declared, number)).FirstOrDefault(found => found is not null)
            : LengthProblem(declared, value.Length);
        if (problem is not null)
        {
            throw CloudFormationErrors.Validation($"Parameter '{declared.Name}' {problem}");
        }
    }

    private static string? LengthProblem(ParameterDeclaration declared, int length) =>
        length < declared.MinLength ? $"must contain at least {declared.MinLength} characters"
        : length > declared.MaxLength ? $"must contain at most {declared.MaxLength} characters"
        : null;

    private static string? NumberProblem(ParameterDeclaration declared, string text) =>
        !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? "must be a number"
        : number < declared.MinValue ? $"must be a number not less than {declared.MinValue}"
        : number > declared.MaxValue ? $"must be a number not greater than {declared.MaxValue}"
        : null;
}
