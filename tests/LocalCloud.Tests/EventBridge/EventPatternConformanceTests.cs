using System.Text.Json;
using System.Text.RegularExpressions;
using LocalCloud.Api;
using LocalCloud.EventBridge.Patterns;
using LocalCloud.Tests.S3;

namespace LocalCloud.Tests.EventBridge;

public sealed partial class EventPatternConformanceTests
{
    [Theory]
    [InlineData("eventpattern/localstack-aws.json")]
    [InlineData("eventpattern/event-ruler.json")]
    [InlineData("eventpattern/event-ruler-fuzz.json")]
    [InlineData("eventpattern/event-ruler-compile.json")]
    public void Pattern_RecordedCases_AreAnsweredAlike(string file)
    {
        using var document = JsonDocument.Parse(
            // A number too large for the tool that wrote the file stands there as a word.
            File.ReadAllText(RepositoryPaths.RequireConformance(file)).Replace("Infinity", "1e999"));
        var cases = document.RootElement.GetProperty("cases").EnumerateArray().Where(one => !IsAboutTheEvent(one)).ToList();

        var failures = cases.Select(Problem).OfType<string>().ToList();

        TestContext.Current.TestOutputHelper!.WriteLine($"{cases.Count - failures.Count} of {cases.Count}");
        Assert.NotEmpty(cases);
        Assert.True(failures.Count == 0, $"{failures.Count} of {cases.Count}:\n" + string.Join("\n", failures.Take(60)));
    }

    private static bool IsAboutTheEvent(JsonElement one) => one.TryGetProperty("errorIn", out _);

    private static string? Problem(JsonElement one)
    {
        var expected = Expected(one);
        var text = PatternText(one);
        string actual;
        try
        {
            var pattern = EventPattern.Compile(text);
            actual = Event(one) is not { } anEvent ? "valid" : pattern.Matches(anEvent) ? "match" : "nomatch";
        }
        catch (AwsException error)
        {
            actual = $"error {Reason(error.Message)}";
        }

        return actual == expected ? null : $"{one.GetProperty("name")}: {text}\n   expected {expected}\n   actual   {actual}";
    }

    private static JsonElement? Event(JsonElement one)
    {
        if (one.TryGetProperty("eventText", out var text))
        {
            using var document = JsonDocument.Parse(text.GetString()!);
            return document.RootElement.Clone();
        }

        return one.TryGetProperty("event", out var anEvent) ? anEvent : null;
    }

    private static string Expected(JsonElement one)
    {
        if (one.TryGetProperty("error", out var error))
        {
            var message = error.ValueKind == JsonValueKind.String ? error.GetString()! : error.GetProperty("Message").GetString()!;
            return $"error {Reason(message)}";
        }

        if (!one.TryGetProperty("valid", out var valid))
        {
            return one.GetProperty("expect").GetString()!;
        }

        return valid.GetBoolean() ? "valid" : "error";
    }

    private static string Reason(string message) => message.Replace("Event pattern is not valid. Reason: ", "");

    /// <summary>Numbers lose their spelling in a JSON file: where the error quotes the pattern, the quotation is the pattern.</summary>
    private static string PatternText(JsonElement one)
    {
        if (one.TryGetProperty("patternText", out var text))
        {
            return text.GetString()!;
        }

        if (!one.TryGetProperty("error", out var error))
        {
            return one.GetProperty("pattern").GetRawText();
        }

        var message = error.ValueKind == JsonValueKind.String ? error : error.GetProperty("Message");
        var quoted = SourcePattern().Match(message.GetString()!);
        return quoted.Success ? quoted.Groups[1].Value : one.GetProperty("pattern").GetRawText();
    }

    [GeneratedRegex(@"\[Source: \(String\)""(.*?)""; line", RegexOptions.Singleline)]
    private static partial Regex SourcePattern();
}
