using Mlops.Domain.Training;

namespace Mlops.Domain.Evaluation;

/// <summary>A person's decision that a refused model may pass. It is bound to that model: of any other it says nothing.</summary>
public sealed record GateOverride
{
    public const int LongestName = 128, LongestReason = 1000;

    /// <summary>The only source of events that may carry one, so that a policy can tell it from other requests.</summary>
    public const string Source = "mlops.override";

    private const int LongestRun = 64, HashLength = Json.ContentHash.Length;

    /// <summary>The run that was refused.</summary>
    public required string Run { get; init; }

    /// <summary>The refused model's hash.</summary>
    public required string Model { get; init; }

    /// <summary>Who takes the responsibility, in their own words.</summary>
    public required string By { get; init; }

    public required string Reason { get; init; }

    /// <summary>Everything that is wrong with it, in words.</summary>
    public IEnumerable<string> Problems()
    {
        if (Run.Length is 0 or > LongestRun || !Run.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'))
        {
            yield return $"override.run is no run's id";
        }

        if (Model.Length != HashLength || !Model.All(char.IsAsciiHexDigitLower))
        {
            yield return $"override.model is no model's hash: {HashLength} hexadecimal digits";
        }

        foreach (var (name, text, longest) in new[] { ("by", By, LongestName), ("reason", Reason, LongestReason) })
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > longest || text.Any(ShownText.Steers))
            {
                yield return $"override.{name} must have 1 to {longest} characters, none of them a control character";
            }
        }
    }
}

/// <summary>An override as the gate applied it.</summary>
public sealed record AppliedOverride
{
    public required string Run { get; init; }

    public required string Model { get; init; }

    public required string By { get; init; }

    public required string Reason { get; init; }

    /// <summary>Who sent the request, as the request says.</summary>
    public string? RequestedBy { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>True when the override is for the model of this run.</summary>
    public required bool Fits { get; init; }

    public required string Sentence { get; init; }
}
