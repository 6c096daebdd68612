using System.Text.Json;

namespace Mlops.Infra.Configuration;

/// <summary>Reads one environment, and reports everything that is wrong with it by its path.</summary>
internal sealed class EnvironmentReader(string file, string path, List<Problem> problems)
{
    /// <summary>Null when it cannot be used.</summary>
    public EnvironmentConfig? Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Report("", "is no environment; write an object with name, account and region");
            return null;
        }

        foreach (var member in element.EnumerateObject().Where(member => EnvironmentMember.All.All(known => known.Name != member.Name)))
        {
            Report($".{member.Name}", $"is unknown; known are {string.Join(", ", EnvironmentMember.All.Select(known => known.Name))}");
        }

        var values = EnvironmentMember.All.ToDictionary(member => member.Name, member => Text(element, member));
        return values["name"] is { } name && values["account"] is { } account && values["region"] is { } region
            ? new EnvironmentConfig(name, account, region) { PromotesTo = values["promotesTo"], IsManual = values["approval"] is null or "manual" }
            : null;
    }

    private string? Text(JsonElement element, EnvironmentMember member)
    {
        if (!element.TryGetProperty(member.Name, out var value))
        {
            if (member.IsRequired)
            {
                Report($".{member.Name}", $"is missing; write {member.Expected}");
            }

            return null;
        }

        if (value.ValueKind == JsonValueKind.String && member.Is(value.GetString()!))
        {
            return value.GetString();
        }

        Report($".{member.Name}", $"is {value.GetRawText()} instead of {member.Expected}");
        return null;
    }

    private void Report(string member, string message) => problems.Add(new Problem(file, $"{path}{member} {message}"));
}
