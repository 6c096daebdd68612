using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mlops.Infra.Configuration;

/// <summary>Reads one environment, and reports everything that is wrong with it by its path.</summary>
internal sealed partial class EnvironmentReader(string file, string path, List<Problem> problems)
{
    private static readonly string[] Members = ["name", "account", "region", "promotesTo", "approval"];

    /// <summary>Null when it cannot be used.</summary>
    public EnvironmentConfig? Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Report("", "is no environment; write an object with name, account and region");
            return null;
        }

        foreach (var member in element.EnumerateObject().Where(member => !Members.Contains(member.Name)))
        {
            Report($".{member.Name}", $"is unknown; known are {string.Join(", ", Members)}");
        }

        var name = Text(element, "name", NameShape(), "a name such as 'prod': lower-case letters, digits and dashes");
        var account = Text(element, "account", AccountShape(), "an account number, which has 12 digits and stands in quotes");
        var region = Text(element, "region", RegionShape(), "a region such as 'eu-central-1'");
        var promotesTo = element.TryGetProperty("promotesTo", out _) ? Text(element, "promotesTo", NameShape(), "the name of another environment") : null;
        var approval = element.TryGetProperty("approval", out _) ? Text(element, "approval", ApprovalShape(), "'auto' or 'manual'") : "manual";
        return name is null || account is null || region is null
            ? null
            : new EnvironmentConfig(name, account, region) { PromotesTo = promotesTo, IsManual = approval == "manual" };
    }

    private string? Text(JsonElement element, string member, Regex shape, string expected)
    {
        if (element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && shape.IsMatch(value.GetString()!))
        {
            return value.GetString();
        }

        Report($".{member}", value.ValueKind == JsonValueKind.Undefined ? $"is missing; write {expected}" : $"is {value.GetRawText()} instead of {expected}");
        return null;
    }

    private void Report(string member, string message) => problems.Add(new Problem(file, $"{path}{member} {message}"));

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,30}\z")]
    private static partial Regex NameShape();

    [GeneratedRegex(@"\A\d{12}\z")]
    private static partial Regex AccountShape();

    [GeneratedRegex(@"\A[a-z]{2}(-[a-z]+)+-\d\z")]
    private static partial Regex RegionShape();

    [GeneratedRegex(@"\A(auto|manual)\z")]
    private static partial Regex ApprovalShape();
}
